package io.taskq.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * Slots by the clock on the wall of a zone.
 *
 * <p>A fixed time that a change of the clock leaves out comes once, at the end of the gap; one that
 * comes twice fires the first time. With a wildcard or a step for hour or minute every real instant
 * at which the clock shows a matching time is a slot.
 */
public record WallTime(Days days, Times times, ZoneId zone) implements Schedule {

  static final Instant SOME_DAY = Instant.parse("2000-01-01T00:00:00Z");

  /** Refuses days that never come, such as 30 February. */
  static WallTime checked(Days days, Times times, ZoneId zone) {
    WallTime schedule = new WallTime(days, times, zone);
    if (schedule.next(SOME_DAY).isEmpty()) {
      throw new WrongSchedule("such a day never comes", "Check day and month.");
    }
    return schedule;
  }

  @Override
  public Optional<Instant> next(Instant after) {
    return times.repeats() ? nextReal(after) : nextWall(after);
  }

  @Override
  public String words() {
    return "%s, %s".formatted((times.words() + " " + days.words()).strip(), zone);
  }

  /** Between two changes the clock runs evenly, so each such stretch is searched by itself. */
  private Optional<Instant> nextReal(Instant after) {
    ZoneRules rules = zone.getRules();
    Instant from = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    while (true) {
      ZoneOffset offset = rules.getOffset(from);
      Optional<LocalDateTime> found =
          from(LocalDateTime.ofEpochSecond(from.getEpochSecond(), 0, offset));
      if (found.isEmpty()) {
        return Optional.empty();
      }
      Instant slot = found.get().toInstant(offset);
      ZoneOffsetTransition change = rules.nextTransition(from);
      if (change == null || slot.isBefore(change.getInstant())) {
        return Optional.of(slot);
      }
      from = change.getInstant();
    }
  }

  private Optional<Instant> nextWall(Instant after) {
    LocalDateTime from = LocalDateTime.ofInstant(after, zone).truncatedTo(ChronoUnit.SECONDS);
    while (true) {
      Optional<LocalDateTime> found = from(from.plusSeconds(1));
      if (found.isEmpty()) {
        return Optional.empty();
      }
      // In the second pass of an overlap, and beside a gap, a later time may be an earlier instant.
      Instant slot = instantOf(found.get(), zone.getRules());
      if (slot.isAfter(after)) {
        return Optional.of(slot);
      }
      from = found.get();
    }
  }

  /** The instant of a local time: the end of a gap, the first of two. */
  static Instant instantOf(LocalDateTime local, ZoneRules rules) {
    ZoneOffsetTransition change = rules.getTransition(local);
    return change != null && change.isGap()
        ? change.getInstant()
        : local.toInstant(rules.getValidOffsets(local).getFirst());
  }

  /** The first matching local time from this one on. */
  private Optional<LocalDateTime> from(LocalDateTime start) {
    LocalDate today = start.toLocalDate();
    if (days.from(today).filter(today::equals).isPresent()) {
      Optional<LocalTime> time = times.from(start.toLocalTime());
      if (time.isPresent()) {
        return time.map(today::atTime);
      }
    }
    return days.from(today.plusDays(1)).map(day -> day.atTime(times.first()));
  }
}
