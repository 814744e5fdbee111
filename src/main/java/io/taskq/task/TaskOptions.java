package io.taskq.task;

import java.util.Optional;

/**
 * How a task is run unless its message says otherwise. What is empty is left to the settings.
 *
 * @param retries when a failed run is tried again
 * @param ignoreResult whether no result is kept
 * @param maxDeliveries how often one attempt may be handed out before it is buried
 */
public record TaskOptions(
    Optional<RetryPolicy> retries,
    Optional<Boolean> ignoreResult,
    Optional<Integer> maxDeliveries) {

  public static final TaskOptions DEFAULTS =
      new TaskOptions(Optional.empty(), Optional.empty(), Optional.empty());

  public TaskOptions withRetries(RetryPolicy policy) {
    return new TaskOptions(Optional.of(policy), ignoreResult, maxDeliveries);
  }
}
