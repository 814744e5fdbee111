package io.taskq.broker;

/**
 * One handing-out of a message.
 *
 * @param queue where it was
 * @param id names it in Redis, until it is finished
 * @param fence proves the ownership; a later owner has a greater one
 * @param deliveries how often it was handed out, this time included
 * @param raw the message, as the producer wrote it
 * @param mayBeRevoked whether any task at all was revoked when it was claimed
 */
public record Delivery(
    String queue, String id, String fence, int deliveries, String raw, boolean mayBeRevoked) {

  /** Whether it was handed out or delayed before: then it may have run already. */
  public boolean ownedBefore() {
    return !id.equals(fence);
  }

  /** Whether two workers were lost with it, or let its lease expire. */
  public boolean isSuspect() {
    return deliveries > 2;
  }

  /** Names it in later calls, so that it can be found by its task id. */
  public Handle handle(String taskId) {
    return new Handle(queue, id, fence, taskId);
  }
}
