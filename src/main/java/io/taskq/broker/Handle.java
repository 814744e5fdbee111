package io.taskq.broker;

/**
 * Names a delivery its holder owns.
 *
 * @param queue where it belongs
 * @param id the delivery's id
 * @param fence the owner's fence
 * @param taskId the id to find it by once it waits or runs long; empty when it has none
 */
public record Handle(String queue, String id, String fence, String taskId) {}
