package io.taskq.worker;

import io.taskq.message.Message;
import io.taskq.task.RetryPolicy;
import io.taskq.task.Task;
import io.taskq.worker.child.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whether another attempt follows one that went wrong, and when: the message's word counts before
 * the task's, and that before the settings'.
 *
 * @param usual the settings' policy
 */
public record RetryRules(RetryPolicy usual, RandomGenerator random) {

  /** The header in which a producer may say how many retries it wants. */
  public static final String HEADER = "taskq_max_retries";

  /** As many as Celery gives a task that asks for a retry and does not say how often. */
  private static final int WHEN_ASKED = 3;

  /**
   * Another attempt.
   *
   * @param delay until then
   * @param most how many retries there may be
   */
  public record Next(Duration delay, int most) {}

  /** What follows this outcome of the message's attempt; empty when it was the last. */
  public Optional<Next> after(Message message, Task task, Outcome outcome) {
    RetryPolicy policy = task.options().retries().orElse(usual);
    Optional<Integer> wanted = wanted(message);
    return switch (outcome) {
      case Outcome.Thrown(var failure, boolean isFinal) when !isFinal ->
          next(message, policy, wanted.orElse(policy.max()), Optional.empty());
      case Outcome.Again(var failure, var wait, var most) ->
          next(message, policy, wanted.or(() -> most).orElse(whenAsked(policy)), wait);
      default -> Optional.empty();
    };
  }

  private Optional<Next> next(
      Message message, RetryPolicy policy, int most, Optional<Duration> wait) {
    return message.attempt() > most
        ? Optional.empty()
        : Optional.of(
            new Next(wait.orElseGet(() -> policy.waitAfter(message.attempt(), random)), most));
  }

  private static int whenAsked(RetryPolicy policy) {
    return policy.max() > 0 ? policy.max() : WHEN_ASKED;
  }

  private static Optional<Integer> wanted(Message message) {
    return message
        .headers()
        .get(HEADER)
        .asLong()
        .map(most -> (int) Math.clamp(most, 0L, Integer.MAX_VALUE));
  }
}
