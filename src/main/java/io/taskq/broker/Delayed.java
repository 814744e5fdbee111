package io.taskq.broker;

import java.time.Instant;

/**
 * A message that waits for its time.
 *
 * @param queue which queue
 * @param id its delivery
 * @param due when it becomes ready
 * @param raw the message
 */
public record Delayed(String queue, String id, Instant due, String raw) {}
