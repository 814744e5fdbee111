package io.taskq.cli.command;

import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * What somebody wants to have enqueued, as it was typed.
 *
 * @param eta a time with or without zone
 * @param countdown a duration
 * @param expires a duration or a time
 * @param retries how often it is tried again after the first attempt
 * @param links tasks to call with its result
 * @param errorLinks tasks to call with its id when it has failed
 */
record Order(
    String task,
    JsonArray args,
    JsonObject kwargs,
    Optional<String> queue,
    Optional<Integer> priority,
    Optional<String> countdown,
    Optional<String> eta,
    Optional<String> expires,
    Optional<String> id,
    Optional<Integer> retries,
    Optional<String> idempotencyKey,
    List<String> links,
    List<String> errorLinks) {}
