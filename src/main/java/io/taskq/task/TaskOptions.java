package io.taskq.task;

import java.time.Duration;
import java.util.Optional;

/**
 * How a task is run unless its message says otherwise. What is empty is left to the settings.
 *
 * @param retries when a failed run is tried again
 * @param ignoreResult whether no result is kept
 * @param maxDeliveries how often one attempt may be handed out before it is buried
 * @param limits how long a run may take
 * @param acks whether it is run again when its worker dies
 * @param rate how many runs may begin in a time, in each worker; empty also for no limit
 */
public record TaskOptions(
    Optional<RetryPolicy> retries,
    Optional<Boolean> ignoreResult,
    Optional<Integer> maxDeliveries,
    TimeLimits limits,
    Optional<Acks> acks,
    Optional<Rate> rate) {

  public static final TaskOptions DEFAULTS =
      new TaskOptions(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          TimeLimits.NONE,
          Optional.empty(),
          Optional.empty());

  public TaskOptions withRetries(RetryPolicy policy) {
    return new TaskOptions(Optional.of(policy), ignoreResult, maxDeliveries, limits, acks, rate);
  }

  /** With a soft limit, after which the task is asked to end. */
  public TaskOptions withSoftTimeLimit(Duration soft) {
    TimeLimits changed = new TimeLimits(Optional.of(soft), limits.hard());
    return new TaskOptions(retries, ignoreResult, maxDeliveries, changed, acks, rate);
  }

  /** With a hard limit, after which it is ended. */
  public TaskOptions withTimeLimit(Duration hard) {
    TimeLimits changed = new TimeLimits(limits.soft(), Optional.of(hard));
    return new TaskOptions(retries, ignoreResult, maxDeliveries, changed, acks, rate);
  }

  /** With that word on when a message counts as done. */
  public TaskOptions withAcks(Acks when) {
    return new TaskOptions(retries, ignoreResult, maxDeliveries, limits, Optional.of(when), rate);
  }

  /** With at most so many runs in a time in each worker: {@code 10/s}, {@code 5/m}. */
  public TaskOptions withRateLimit(String atMost) {
    return new TaskOptions(retries, ignoreResult, maxDeliveries, limits, acks, Rate.parse(atMost));
  }
}
