package io.taskq.worker;

import java.time.Duration;
import java.time.Instant;

/**
 * The turns of one task under a rate in this worker, one every so often and none saved up. What
 * finds no turn is put off to the end of the line. Any worker may meet it again, so a turn belongs
 * to whoever comes for it: a few are told to come early, that none is wasted. Thread-safe.
 *
 * <p>The rules stand in {@code rate.lua} too, for the rates over all workers.
 */
final class Turns {

  /** What is put off comes that late at most, through promotion and claim. */
  private static final Duration LATE = Duration.ofMillis(200);

  private static final int MOST_EARLY = 3;

  private final Duration between;
  private Instant free = Instant.EPOCH;
  private Instant line = Instant.EPOCH;
  private int early;

  Turns(Duration between) {
    this.between = between;
  }

  /**
   * Takes the next turn.
   *
   * @param returning whether it was put off before
   * @return how long it has to wait until it may ask again; zero when it may run
   */
  synchronized Duration take(Instant now, boolean returning) {
    // Nobody came for the turn: whoever was promised one is gone.
    boolean forgotten = now.isAfter(free.plus(LATE));
    if (forgotten) {
      line = now.minusNanos(1);
    }
    if (!now.isBefore(free) && (forgotten || returning || line.isBefore(now))) {
      free = (forgotten ? now : free).plus(between);
      early = 0;
      return Duration.ZERO;
    }
    if (returning && early < MOST_EARLY && free.isAfter(now)) {
      early++;
      return Duration.between(now, free);
    }
    line = latest(line.plus(between), free, now.plusNanos(1_000));
    return Duration.between(now, line);
  }

  private static Instant latest(Instant one, Instant other, Instant third) {
    Instant later = one.isAfter(other) ? one : other;
    return later.isAfter(third) ? later : third;
  }
}
