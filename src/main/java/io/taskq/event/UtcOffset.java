package io.taskq.event;

import java.time.Instant;
import java.time.ZoneId;

/** The offset of this machine as Python's programs tell it. */
final class UtcOffset {

  private static final int SECONDS_OF_AN_HOUR = 3_600;

  private UtcOffset() {}

  /** Whole hours west of UTC. Who listens moves every time by it, though each is UTC already. */
  static int hoursWest(Instant at) {
    int east = ZoneId.systemDefault().getRules().getStandardOffset(at).getTotalSeconds();
    return Math.floorDiv(-east, SECONDS_OF_AN_HOUR);
  }
}
