package io.taskq.client;

import io.taskq.canvas.Canvas;
import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import io.taskq.message.IsoTime;
import io.taskq.task.CallOption;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Calls that follow another one, as the signatures that Celery writes. */
final class Links {

  private Links() {}

  /** The signature of a call that came as plain values. */
  static JsonObject signature(JsonObject plain) {
    String task = plain.textOf("task").orElse("");
    TaskNames.check(task);
    JsonObject.Builder options = JsonObject.builder();
    JsonObject.Builder headers = JsonObject.builder();
    JsonObject given = plain.get("options").asObject().orElse(JsonObject.EMPTY);
    for (Map.Entry<String, Json> option : given.members().entrySet()) {
      put(option.getKey(), option.getValue(), options, headers);
    }
    if (!headers.build().members().isEmpty()) {
      options.put("headers", headers.build());
    }
    return Canvas.signature(task)
        .with()
        .put("args", plain.get("args"))
        .put("kwargs", plain.get("kwargs"))
        .put("options", options.build())
        .build();
  }

  private static void put(
      String word, Json value, JsonObject.Builder options, JsonObject.Builder headers) {
    CallOption option = CallOption.valueOf(word.toUpperCase(Locale.ROOT));
    switch (option) {
      case ID -> options.put("task_id", value);
      case RETRIES -> headers.put(Packer.MAX_RETRIES, value);
      case HEADERS -> value.asObject().ifPresent(own -> own.members().forEach(headers::put));
      case ETA, EXPIRES -> options.put(word, time(value));
      case LINK, LINK_ERROR -> options.put(word, signatures(value));
      case IDEMPOTENCY_KEY, IDEMPOTENCY_TTL ->
          throw new TaskqException.Invalid(
              "cannot enqueue what follows",
              "an idempotency key holds for what is enqueued now",
              "Give what follows an id of its own.");
      default -> options.put(word, value);
    }
  }

  /** Celery reads no more than six digits of a second. */
  private static Json time(Json value) {
    return value
        .asText()
        .flatMap(text -> IsoTime.parse(text, ZoneOffset.UTC))
        .map(IsoTime::format)
        .map(Json::of)
        .orElse(value);
  }

  private static Json signatures(Json plain) {
    List<Json> all = new ArrayList<>();
    for (Json each : plain.asArray().orElse(JsonArray.EMPTY)) {
      all.add(signature(each.asObject().orElseThrow()));
    }
    return all.isEmpty() ? JsonNull.NULL : new JsonArray(all);
  }
}
