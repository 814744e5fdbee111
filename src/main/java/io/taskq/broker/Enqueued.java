package io.taskq.broker;

/** What became of a message to enqueue. */
public sealed interface Enqueued {

  /** The id under which its result will be found. */
  String taskId();

  /** Redis has it. */
  record Accepted(String taskId) implements Enqueued {}

  /** It, or one with the same idempotency key, was enqueued before; nothing was added. */
  record AlreadyKnown(String taskId) implements Enqueued {}
}
