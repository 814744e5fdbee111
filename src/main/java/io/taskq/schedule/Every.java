package io.taskq.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Slots at equal distances of elapsed time, the first one distance after the anchor. No change of a
 * clock touches them.
 */
public record Every(Duration interval, Instant anchor) implements Schedule {

  private static final Duration SHORTEST = Duration.ofMillis(100);

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
