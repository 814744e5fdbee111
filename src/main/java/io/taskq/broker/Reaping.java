package io.taskq.broker;

import java.time.Duration;

/**
 * How expired leases are judged.
 *
 * @param limit how many at most in one call
 * @param grace how long nobody is judged after an outage: the renew interval and a second
 * @param gap how long without a tick counts as an outage
 * @param maxDeliveries how often a message is handed out; buried raw two beyond that
 * @param backoff how long the third delivery waits; doubled for each further
 * @param maxBackoff the longest such wait
 */
public record Reaping(
    int limit,
    Duration grace,
    Duration gap,
    int maxDeliveries,
    Duration backoff,
    Duration maxBackoff) {

  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /** How long a task waits that was handed out so often and whose process died. */
  public static Duration wait(int deliveries) {
    // At once after the first time, as reap does it; no doubling beyond what is longest anyway.
    int doublings = Math.min(deliveries - 2, 10);
    Duration wait = deliveries <= 1 ? Duration.ZERO : FIRST_WAIT.multipliedBy(1L << doublings);
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  /** The usual way, for a given renew interval and limit of deliveries. */
  public static Reaping usual(Duration renewEvery, int maxDeliveries) {
    return new Reaping(
        500,
        renewEvery.plusSeconds(1),
        renewEvery.multipliedBy(2),
        maxDeliveries,
        FIRST_WAIT,
        LONGEST_WAIT);
  }
}
