package io.taskq.config;

import java.time.Duration;

/** How a failed task is tried again: {@code max} times after the first attempt. */
public record RetrySettings(int max, Duration backoff, Duration maxBackoff, boolean jitter) {}
