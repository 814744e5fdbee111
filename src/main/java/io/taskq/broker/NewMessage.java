package io.taskq.broker;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A message to enqueue.
 *
 * @param queue to which queue
 * @param priority 0 to 9; 0 is served first
 * @param taskId the id of its task
 * @param raw the whole message
 * @param eta when it may run; in the past or none means now
 * @param idempotencyKey within its time only one message is enqueued under it
 * @param idempotencyTtl how long that key holds
 * @param registerId whether the same task id is refused for ten minutes
 */
public record NewMessage(
    String queue,
    int priority,
    String taskId,
    String raw,
    Optional<Instant> eta,
    Optional<String> idempotencyKey,
    Duration idempotencyTtl,
    boolean registerId) {

  /** A message for now. */
  public static NewMessage of(String queue, int priority, String taskId, String raw) {
    return new NewMessage(
        queue, priority, taskId, raw, Optional.empty(), Optional.empty(), Duration.ZERO, false);
  }
}
