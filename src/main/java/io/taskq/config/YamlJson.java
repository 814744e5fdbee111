package io.taskq.config;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonException;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;

/** What a piece of YAML says, as JSON: a word without quotes that reads as JSON is that value. */
final class YamlJson {

  private YamlJson() {}

  static Json of(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar when scalar.isNothing() -> JsonNull.NULL;
      case YamlNode.Scalar scalar -> scalar.plain() ? plain(scalar.text()) : Json.of(scalar.text());
      case YamlNode.Items list -> new JsonArray(list.items().stream().map(YamlJson::of).toList());
      case YamlNode.Entries entries -> {
        JsonObject.Builder object = JsonObject.builder();
        entries.entries().forEach(entry -> object.put(entry.name(), of(entry.value())));
        yield object.build();
      }
    };
  }

  private static Json plain(String text) {
    try {
      return Json.parse(text);
    } catch (JsonException notJson) {
      return Json.of(text);
    }
  }
}
