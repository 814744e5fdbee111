package io.taskq.worker.child;

import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;

/**
 * What a child is to run, with all that its task may ask about it.
 *
 * @param task its registered name
 * @param id the task's id
 * @param attempt 1 for the first
 * @param delivery how often this attempt was handed out
 */
public record Errand(
    String task,
    JsonArray args,
    JsonObject kwargs,
    String id,
    int attempt,
    int delivery,
    long fence,
    String queue,
    JsonObject headers) {

  JsonObject json() {
    return JsonObject.builder()
        .put("task", task)
        .put("args", args)
        .put("kwargs", kwargs)
        .put("id", id)
        .put("attempt", attempt)
        .put("delivery", delivery)
        .put("fence", fence)
        .put("queue", queue)
        .put("headers", headers)
        .build();
  }

  static Errand of(JsonObject json) {
    return new Errand(
        json.textOf("task").orElseThrow(),
        json.get("args").asArray().orElseThrow(),
        json.get("kwargs").asObject().orElseThrow(),
        json.textOf("id").orElseThrow(),
        Math.toIntExact(json.get("attempt").asLong().orElseThrow()),
        Math.toIntExact(json.get("delivery").asLong().orElseThrow()),
        json.get("fence").asLong().orElseThrow(),
        json.textOf("queue").orElseThrow(),
        json.get("headers").asObject().orElseThrow());
  }
}
