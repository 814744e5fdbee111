package io.taskq.task;

import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * How often, and after how long, a failed run is tried again.
 *
 * @param max how many retries may follow the first attempt
 * @param backoff the wait before the first retry; it doubles with each
 * @param maxBackoff the longest wait
 * @param jitter whether the wait is drawn from its upper half, so that many tasks that failed at
 *     once do not come back at once
 * @param only the exceptions that are worth another attempt; empty for all
 * @param never those that are not, though {@code only} may name a wider kind
 */
public record RetryPolicy(
    int max,
    Duration backoff,
    Duration maxBackoff,
    boolean jitter,
    Set<Class<? extends Throwable>> only,
    Set<Class<? extends Throwable>> never) {

  public static final RetryPolicy NEVER =
      new RetryPolicy(0, Duration.ofSeconds(1), Duration.ofMinutes(10), true);

  /** Beyond this many doublings every wait is the longest one, and a shift would overflow. */
  private static final int MOST_DOUBLINGS = 30;

  /** A policy for whatever goes wrong. */
  public RetryPolicy(int max, Duration backoff, Duration maxBackoff, boolean jitter) {
    this(max, backoff, maxBackoff, jitter, Set.of(), Set.of());
  }

  public RetryPolicy {
    only = Set.copyOf(only);
    never = Set.copyOf(never);
    if (max < 0 || backoff.isNegative() || maxBackoff.isNegative()) {
      throw new IllegalArgumentException(
          "retries must not be negative: max %d, backoff %s, max_backoff %s"
              .formatted(max, backoff, maxBackoff));
    }
  }

  public RetryPolicy withMax(int other) {
    return new RetryPolicy(other, backoff, maxBackoff, jitter, only, never);
  }

  /** For these exceptions, and those that extend them, and no others. */
  public RetryPolicy onlyFor(Set<Class<? extends Throwable>> exceptions) {
    return new RetryPolicy(max, backoff, maxBackoff, jitter, exceptions, never);
  }

  /** Not for these exceptions, and those that extend them. */
  public RetryPolicy neverFor(Set<Class<? extends Throwable>> exceptions) {
    return new RetryPolicy(max, backoff, maxBackoff, jitter, only, exceptions);
  }

  /** Whether another attempt may mend what went wrong. */
  public boolean isFor(Throwable thrown) {
    return !(thrown instanceof FinalFailure)
        && (only.isEmpty() || isOneOf(only, thrown))
        && !isOneOf(never, thrown);
  }

  private static boolean isOneOf(Set<Class<? extends Throwable>> kinds, Throwable thrown) {
    return kinds.stream().anyMatch(kind -> kind.isInstance(thrown));
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
