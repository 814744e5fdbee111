package io.taskq.client;

import io.taskq.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that is ready to be sent.
 *
 * @param eta when it may run
 * @param idempotencyKey within its time only one message is enqueued under it
 * @param idempotencyTtl how long that key holds
 */
public record Parcel(
    Message message,
    Optional<Instant> eta,
    Optional<String> idempotencyKey,
    Duration idempotencyTtl) {}
