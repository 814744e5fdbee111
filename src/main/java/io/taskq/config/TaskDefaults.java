package io.taskq.config;

import java.util.Optional;

/**
 * What holds for every task that does not say otherwise.
 *
 * @param acks {@code late} or {@code early}
 */
public record TaskDefaults(
    RetrySettings retries, String acks, boolean ignoreResult, Optional<String> rateLimit) {}
