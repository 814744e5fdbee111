package io.taskq.config;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonException;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;

/** What a piece of YAML says, as JSON: a word without quotes that reads as JSON is that value. */
final class YamlJson {

  private YamlJson() {}

  /** Makes a value of a text, and of the line where it stands. */
  interface OfText {
    Json make(String text, int line);
  }

  static Json of(YamlNode node) {
    return of(node, (text, line) -> Json.of(text));
  }

  /** The same, with something else made of each text. */
  static Json of(YamlNode node, OfText made) {
    return switch (node) {
      case YamlNode.Scalar scalar when scalar.isNothing() -> JsonNull.NULL;
      case YamlNode.Scalar scalar when scalar.plain() -> plain(scalar, made);
      case YamlNode.Scalar scalar -> made.make(scalar.text(), scalar.line());
      case YamlNode.Items list ->
          new JsonArray(list.items().stream().map(item -> of(item, made)).toList());
      case YamlNode.Entries entries -> {
        JsonObject.Builder object = JsonObject.builder();
        entries.entries().forEach(entry -> object.put(entry.name(), of(entry.value(), made)));
        yield object.build();
      }
    };
  }

  private static Json plain(YamlNode.Scalar scalar, OfText made) {
    try {
      return Json.parse(scalar.text());
    } catch (JsonException notJson) {
      return made.make(scalar.text(), scalar.line());
    }
  }
}
