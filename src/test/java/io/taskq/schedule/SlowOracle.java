package io.taskq.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds slots by looking at the clock on the wall at every step of real time. A fixed time fires
 * when that clock reaches or goes past it for the first time; that is all the rule there is.
 */
final class SlowOracle {

  private static final int DAY = 86_400;

  private final long start;
  private final int step;

  /** What the clock on the wall shows at each step, in seconds since 1970 as if it were UTC. */
  private final long[] shown;

  /** The furthest it ever went before that. */
  private final long[] furthest;

  /**
   * Watches a clock.
   *
   * @param step in seconds; no change of the clock may come between two steps
   */
  SlowOracle(ZoneId zone, Instant from, Instant to, int step) {
    // Two days before, so that it is known how far the clock ever went.
    this.start = Math.floorDiv(from.getEpochSecond() - 2 * DAY, step) * step;
    this.step = step;
    int steps = (int) ((to.getEpochSecond() - start) / step) + 1;
    this.shown = new long[steps];
    this.furthest = new long[steps];
    long most = Long.MIN_VALUE;
    for (int i = 0; i < steps; i++) {
      Instant now = Instant.ofEpochSecond(start + (long) i * step);
      shown[i] = now.getEpochSecond() + zone.getRules().getOffset(now).getTotalSeconds();
      furthest[i] = most;
      most = Math.max(most, shown[i]);
    }
  }

  List<Instant> slots(OracleSpec spec, Instant from, Instant to) {
    List<Instant> slots = new ArrayList<>();
    long day = Long.MIN_VALUE;
    boolean isDay = false;
    for (int i = (int) ((from.getEpochSecond() - start) / step); i < shown.length; i++) {
      long now = start + (long) i * step;
      if (now < from.getEpochSecond() || now > to.getEpochSecond()) {
        continue;
      }
      long first = spec.repeats() ? shown[i] : Math.max(furthest[i] + step, shown[i] - 2 * DAY);
      boolean fires = false;
      for (long time = first; time <= shown[i] && !fires; time += step) {
        long its = Math.floorDiv(time, DAY);
        if (its != day) {
          day = its;
          isDay = spec.hasDay(LocalDate.ofEpochDay(its));
        }
        fires = isDay && spec.hasTime((int) Math.floorMod(time, (long) DAY));
      }
      if (fires) {
        slots.add(Instant.ofEpochSecond(now));
      }
    }
    return slots;
  }
}
