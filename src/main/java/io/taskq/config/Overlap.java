package io.taskq.config;

import java.time.Duration;

/**
 * What becomes of a slot whose entry's last run is not over.
 *
 * @param policy what is done
 * @param timeout a run older than this counts as over
 */
public record Overlap(Policy policy, Duration timeout) {

  /** Runs may overlap. */
  public static final Overlap ALLOWED = new Overlap(Policy.ALLOW, Duration.ofHours(1));

  /** What is done with the slot. */
  public enum Policy {
    /** It is fired all the same. */
    ALLOW,
    /** It is left out. */
    SKIP,
    /** The first one is fired when the run is over, the others are left out. */
    BUFFER_ONE
  }
}
