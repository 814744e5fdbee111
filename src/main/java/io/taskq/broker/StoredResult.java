package io.taskq.broker;

import java.time.Duration;

/**
 * A result as Celery stores it; also published on a channel of the key's name. A stored SUCCESS is
 * never overwritten.
 *
 * @param key where
 * @param text what, beginning with the status
 * @param ttl how long it is kept; zero for ever
 */
public record StoredResult(String key, String text, Duration ttl) {}
