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

  /** No change of a clock so far has left out more. */
  private static final int DAYS_AROUND = 2;

  private final long start;
  private final int step;
  private final int stepsADay;

  /** The day all days are counted from. */
  private final long firstDay;

  /** What the clock on the wall shows at each step, in steps since the beginning of that day. */
  private final int[] shown;

  /** The furthest it ever went before that. */
  private final int[] furthest;

  /**
   * Watches a clock.
   *
   * @param step in seconds; no change of the clock may come between two steps
   */
  SlowOracle(ZoneId zone, Instant from, Instant to, int step) {
    // Two days before, so that it is known how far the clock ever went.
    this.start = Math.floorDiv(from.getEpochSecond() - DAYS_AROUND * DAY, step) * step;
    this.step = step;
    this.stepsADay = DAY / step;
    this.firstDay = Math.floorDiv(start, DAY) - 2 * DAYS_AROUND;
    int steps = (int) ((to.getEpochSecond() - start) / step) + 1;
    this.shown = new int[steps];
    this.furthest = new int[steps];
    int most = 0;
    for (int i = 0; i < steps; i++) {
      Instant now = Instant.ofEpochSecond(start + (long) i * step);
      long wall = now.getEpochSecond() + zone.getRules().getOffset(now).getTotalSeconds();
      shown[i] = (int) Math.floorDiv(wall - firstDay * DAY, step);
      furthest[i] = most;
      most = Math.max(most, shown[i]);
    }
  }

  List<Instant> slots(OracleSpec spec, Instant from, Instant to) {
    boolean[] matching = matching(spec);
    List<Instant> slots = new ArrayList<>();
    for (int i = (int) ((from.getEpochSecond() - start) / step); i < shown.length; i++) {
      long now = start + (long) i * step;
      if (now < from.getEpochSecond() || now > to.getEpochSecond()) {
        continue;
      }
      int first =
          spec.repeats() ? shown[i] : Math.max(furthest[i] + 1, shown[i] - DAYS_AROUND * stepsADay);
      boolean fires = false;
      for (int time = first; time <= shown[i] && !fires; time++) {
        fires = matching[time];
      }
      if (fires) {
        slots.add(Instant.ofEpochSecond(now));
      }
    }
    return slots;
  }

  /** Of all that the clock may show, whether the spec has that day and that time. */
  private boolean[] matching(OracleSpec spec) {
    boolean[] times = spec.times(step);
    int days = shown.length / stepsADay + 4 * DAYS_AROUND;
    boolean[] matching = new boolean[days * stepsADay];
    for (int day = 0; day < days; day++) {
      if (spec.hasDay(LocalDate.ofEpochDay(firstDay + day))) {
        System.arraycopy(times, 0, matching, day * stepsADay, stepsADay);
      }
    }
    return matching;
  }
}
