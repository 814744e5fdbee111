package io.taskq.worker;

import io.taskq.message.Message;
import io.taskq.task.RetryPolicy;
import io.taskq.task.Task;

/**
 * Which retry policy holds for a run: the message's word before the task's before the settings'.
 */
final class RetryRules {

  /** The header in which a producer may say how many retries it wants. */
  static final String HEADER = "taskq_max_retries";

  private RetryRules() {}

  static RetryPolicy of(Message message, Task task, RetryPolicy otherwise) {
    RetryPolicy policy = task.options().retries().orElse(otherwise);
    return message
        .headers()
        .get(HEADER)
        .asLong()
        .map(max -> policy.withMax(Math.clamp(max, 0, Integer.MAX_VALUE)))
        .orElse(policy);
  }
}
