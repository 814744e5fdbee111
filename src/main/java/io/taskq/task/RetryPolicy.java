package io.taskq.task;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often, and after how long, a failed run is tried again.
 *
 * @param max how many retries may follow the first attempt
 * @param backoff the wait before the first retry; it doubles with each
 * @param maxBackoff the longest wait
 * @param jitter whether the wait is drawn from its upper half, so that many tasks that failed at
 *     once do not come back at once
 */
public record RetryPolicy(int max, Duration backoff, Duration maxBackoff, boolean jitter) {

  public static final RetryPolicy NEVER =
      new RetryPolicy(0, Duration.ofSeconds(1), Duration.ofMinutes(10), true);

  /** Beyond this many doublings every wait is the longest one, and a shift would overflow. */
  private static final int MOST_DOUBLINGS = 30;

  public RetryPolicy {
    if (max < 0 || backoff.isNegative() || maxBackoff.isNegative()) {
      throw new IllegalArgumentException(
          "retries must not be negative: max %d, backoff %s, max_backoff %s"
              .formatted(max, backoff, maxBackoff));
    }
  }

  public RetryPolicy withMax(int other) {
    return new RetryPolicy(other, backoff, maxBackoff, jitter);
  }

  /** The wait after the given attempt failed; the first attempt is 1. */
  public Duration waitAfter(int attempt, RandomGenerator random) {
    long doublings = Math.min(attempt - 1L, MOST_DOUBLINGS);
    long full = Math.min(saturated(backoff.toMillis(), doublings), maxBackoff.toMillis());
    long half = full / 2;
    return Duration.ofMillis(jitter && half > 0 ? full - random.nextLong(half + 1) : full);
  }

  private static long saturated(long millis, long doublings) {
    return millis > (Long.MAX_VALUE >> doublings) ? Long.MAX_VALUE : millis << doublings;
  }
}
