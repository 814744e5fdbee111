package io.taskq.broker;

/**
 * A message that is sent in the same step as a change.
 *
 * @param queue to which queue
 * @param priority 0 to 9
 * @param envelope the whole message
 */
public record FollowUp(String queue, int priority, String envelope) {}
