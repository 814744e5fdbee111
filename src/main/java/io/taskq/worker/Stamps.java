package io.taskq.worker;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.message.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a Celery client stamped a message with: each key has one value, or several.
 *
 * @param values by their keys
 */
record Stamps(Map<String, List<String>> values) {

  static Stamps of(Message message) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    message
        .headers()
        .get("stamps")
        .asObject()
        .orElse(JsonObject.EMPTY)
        .members()
        .forEach((key, value) -> values.put(key, texts(value)));
    return new Stamps(values);
  }

  private static List<String> texts(Json value) {
    List<String> texts = new ArrayList<>();
    for (Json one : value.asArray().map(JsonArray::items).orElse(List.of(value))) {
      // On the command line every value is text, so a number is compared as it is written.
      texts.add(one.asText().orElseGet(one::text));
    }
    return texts;
  }

  boolean anyOf(Map<String, List<String>> wanted) {
    return wanted.entrySet().stream()
        .anyMatch(
            one ->
                values.getOrDefault(one.getKey(), List.of()).stream()
                    .anyMatch(one.getValue()::contains));
  }
}
