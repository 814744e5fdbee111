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

  /** The usual way, for a given renew interval and limit of deliveries. */
  public static Reaping usual(Duration renewEvery, int maxDeliveries) {
    return new Reaping(
        500,
        renewEvery.plusSeconds(1),
        renewEvery.multipliedBy(2),
        maxDeliveries,
        Duration.ofSeconds(2),
        Duration.ofMinutes(1));
  }
}
