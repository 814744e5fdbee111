package io.taskq.config;

import io.taskq.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A task that needs no code: a program, or one HTTP request.
 *
 * @param exec program and arguments; empty for an HTTP task
 * @param http the request; empty for a program
 */
public record TaskDefinition(
    String name,
    List<String> exec,
    Optional<JsonObject> http,
    Optional<Duration> timeout,
    RetrySettings retries) {}
