package io.taskq.broker;

import java.util.Optional;

/**
 * A message that was found in a queue.
 *
 * @param queue which queue
 * @param place where in it
 * @param deliveryId its delivery; empty on Celery's own list
 * @param deliveries how often it was handed out for its present attempt
 * @param waits why it was put off, where it was
 * @param raw the message
 */
public record Found(
    String queue,
    Place place,
    String deliveryId,
    int deliveries,
    Optional<Deferral.Kind> waits,
    String raw) {

  /** Where a message can be. */
  public enum Place {
    /** On Celery's own list. */
    WAITING,
    /** Given back, and ready. */
    READY,
    /** Held by a worker. */
    LEASED,
    /** Waiting for its time. */
    DELAYED,
    /** Buried. */
    DEAD
  }
}
