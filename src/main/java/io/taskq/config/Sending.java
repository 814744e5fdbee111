package io.taskq.config;

import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * What an entry of a schedule sends.
 *
 * @param queue the queue; empty for the one the settings say
 * @param expires how long after being sent it is still worth running
 */
public record Sending(
    String task,
    JsonArray args,
    JsonObject kwargs,
    Optional<String> queue,
    Optional<Integer> priority,
    Optional<Duration> expires) {}
