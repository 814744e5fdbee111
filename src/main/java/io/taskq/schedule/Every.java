package io.taskq.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Slots at equal distances of elapsed time, the first one distance after the anchor. No change of a
 * clock touches them.
 */
public record Every(Duration interval, Instant anchor) implements Schedule {

  private static final Duration SHORTEST = Duration.ofMillis(100);

  private static final List<ChronoUnit> UNITS =
      List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS);

  /** Refuses what no beat can keep up with. */
  public Every {
    if (interval.compareTo(SHORTEST) < 0) {
      throw new WrongSchedule(
          "every %d ms is too often".formatted(interval.toMillis()),
          "Give 100ms or more, for example every: 6s.");
    }
    interval = Duration.ofMillis(interval.toMillis());
    anchor = Instant.ofEpochMilli(anchor.toEpochMilli());
  }

  /** An interval whose anchor is not known so far. */
  public static Every of(Duration interval) {
    return new Every(interval, Instant.EPOCH);
  }

  @Override
  public String words() {
    long millis = interval.toMillis();
    for (ChronoUnit unit : UNITS) {
      long size = unit.getDuration().toMillis();
      if (millis % size == 0) {
        String name = unit.toString().toLowerCase(Locale.ROOT);
        return millis == size
            ? "every " + name.substring(0, name.length() - 1)
            : "every %d %s".formatted(millis / size, name);
      }
    }
    return "every %d ms".formatted(millis);
  }

  @Override
  public Schedule anchoredAt(Instant start) {
    return new Every(interval, start);
  }

  @Override
  public boolean isFloating() {
    return true;
  }

  @Override
  public Optional<Instant> next(Instant after) {
    long passed = after.toEpochMilli() - anchor.toEpochMilli();
    long slots = passed < 0 ? 0 : passed / interval.toMillis();
    return Optional.of(anchor.plusMillis(Math.multiplyExact(slots + 1, interval.toMillis())));
  }
}
