package io.taskq.broker;

import java.time.Instant;

/**
 * A buried message.
 *
 * @param queue which queue
 * @param id its delivery
 * @param buriedAt when
 * @param reason why
 * @param raw the message
 */
public record DeadLetter(String queue, String id, Instant buriedAt, String reason, String raw) {}
