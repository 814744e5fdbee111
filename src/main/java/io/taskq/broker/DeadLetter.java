package io.taskq.broker;

import java.time.Instant;
import java.util.List;

/**
 * A buried message.
 *
 * @param queue which queue
 * @param id its delivery
 * @param buriedAt when
 * @param deliveries how often its last attempt was handed out
 * @param reason why
 * @param history how its deliveries ended, the oldest first
 * @param raw the message
 */
public record DeadLetter(
    String queue,
    String id,
    Instant buriedAt,
    int deliveries,
    String reason,
    List<PastDelivery> history,
    String raw) {

  public DeadLetter {
    history = List.copyOf(history);
  }
}
