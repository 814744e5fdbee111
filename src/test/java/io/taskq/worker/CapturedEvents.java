package io.taskq.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonNumber;
import io.taskq.json.JsonObject;
import io.taskq.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** One event of each type, as Celery's own workers and clients sent it. */
final class CapturedEvents {

  private static final Path FILE = Path.of("src/test/resources/wire/events-5.6.3.json");

  private CapturedEvents() {}

  static Map<String, JsonObject> byType() throws IOException {
    Map<String, JsonObject> events = new TreeMap<>();
    Json.parse(Files.readString(FILE))
        .asObject()
        .orElseThrow()
        .get("events")
        .asObject()
        .orElseThrow()
        .members()
        .forEach((type, captured) -> events.put(type, first(captured)));
    return events;
  }

  private static JsonObject first(Json captured) {
    JsonArray examples = captured.asArray().orElseThrow();
    return examples.get(0).asObject().orElseThrow().get("event").asObject().orElseThrow();
  }

  /** Holds that an event has the same members with the same kinds of values; null is any kind. */
  static void assertLike(JsonObject captured, JsonObject event) {
    String type = captured.textOf("type").orElseThrow();
    assertThat(event.members().keySet())
        .as(type)
        .containsExactlyInAnyOrderElementsOf(captured.members().keySet());
    captured
        .members()
        .forEach(
            (name, value) -> {
              Json ours = event.get(name);
              if (!(value instanceof JsonNull) && !(ours instanceof JsonNull)) {
                assertThat(kind(ours)).as(type + " " + name).isEqualTo(kind(value));
              }
            });
  }

  private static String kind(Json value) {
    return switch (value) {
      case JsonNumber number -> number.asLong().isPresent() ? "whole number" : "number";
      case JsonString text -> "text";
      case JsonArray array -> "array";
      case JsonObject object -> "object";
      case Json.Bool flag -> "boolean";
      case JsonNull none -> "null";
    };
  }
}
