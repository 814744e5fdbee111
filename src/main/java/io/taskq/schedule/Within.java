package io.taskq.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The slots of another schedule that lie within bounds. An interval with a start counts from there,
 * so that its first slot is the start itself.
 *
 * @param start slots before it do not count
 * @param end slots after it do not count
 * @param excluded days without slots
 * @param zone whose calendar has those days
 */
public record Within(
    Schedule inner,
    Optional<Instant> start,
    Optional<Instant> end,
    List<DaysOff> excluded,
    ZoneId zone)
    implements Schedule {

  /**
   * Bounds a schedule.
   *
   * @throws WrongSchedule when nothing is left of it
   */
  public static Schedule of(
      Schedule inner,
      Optional<Instant> start,
      Optional<Instant> end,
      List<DaysOff> excluded,
      ZoneId zone) {
    if (start.isEmpty() && end.isEmpty() && excluded.isEmpty()) {
      return inner;
    }
    Within bounded = new Within(anchored(inner, start), start, end, List.copyOf(excluded), zone);
    Instant early = start.orElse(WallTime.SOME_DAY).minusMillis(1);
    if (bounded.next(early).isEmpty()) {
      throw new WrongSchedule(
          "nothing is left between start and end without the excluded days",
          "Check start, end and exclude.");
    }
    return bounded;
  }

  private static Schedule anchored(Schedule inner, Optional<Instant> start) {
    return inner instanceof Every every && start.isPresent()
        ? every.anchoredAt(start.get().minus(every.interval()))
        : inner;
  }

  @Override
  public String words() {
    StringBuilder words = new StringBuilder(inner.words());
    start.ifPresent(first -> words.append(", from ").append(local(first)));
    end.ifPresent(last -> words.append(", until ").append(local(last)));
    if (!excluded.isEmpty()) {
      words
          .append(", except on ")
          .append(Words.join(excluded.stream().map(DaysOff::words).toList()));
    }
    return words.toString();
  }

  private String local(Instant instant) {
    return instant.atZone(zone).toOffsetDateTime().toString();
  }

  @Override
  public Schedule anchoredAt(Instant anchor) {
    return isFloating() ? new Within(inner.anchoredAt(anchor), start, end, excluded, zone) : this;
  }

  @Override
  public boolean isFloating() {
    return start.isEmpty() && inner.isFloating();
  }

  @Override
  public Optional<Instant> next(Instant after) {
    Instant early = start.map(first -> first.minusMillis(1)).orElse(after);
    Instant from = early.isAfter(after) ? early : after;
    Instant limit = end.orElseGet(() -> from.plus(365L * Days.YEARS_AHEAD, ChronoUnit.DAYS));
    Optional<Instant> slot = inner.next(from);
    while (slot.isPresent() && !slot.get().isAfter(limit)) {
      LocalDate day = LocalDate.ofInstant(slot.get(), zone);
      if (excluded.stream().noneMatch(off -> off.has(day))) {
        return slot;
      }
      slot = inner.next(later(slot.get(), day));
    }
    return end.isEmpty() && excluded.isEmpty() ? slot : Optional.empty();
  }

  /** The bounds without what they bound, as text. */
  public String bounds() {
    return "%s %s %s".formatted(start, end, excluded);
  }

  /** Where a day ends; never back, for where the clock changes at midnight a day comes twice. */
  private Instant later(Instant slot, LocalDate day) {
    Instant end = day.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1);
    return end.isAfter(slot) ? end : slot;
  }
}
