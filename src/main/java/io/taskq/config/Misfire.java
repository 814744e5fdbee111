package io.taskq.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What becomes of slots nobody was there to fire.
 *
 * @param policy which of them are fired
 * @param catchup older ones are dropped; empty for no such limit
 */
public record Misfire(Policy policy, Optional<Duration> catchup) {

  /** Which missed slots are fired. */
  public enum Policy {
    /** None. */
    SKIP,
    /** The last one. */
    ONCE,
    /** Every one, in order. */
    ALL
  }
}
