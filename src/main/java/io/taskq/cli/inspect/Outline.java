package io.taskq.cli.inspect;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import io.taskq.json.JsonString;
import java.util.ArrayList;
import java.util.List;

/** Any JSON value as lines of text, what is inside something further to the right. */
final class Outline {

  private final List<String> lines = new ArrayList<>();

  private Outline() {}

  /** The lines; a reply of one text under {@code ok} or {@code error} is that text alone. */
  static List<String> of(Json value) {
    Outline outline = new Outline();
    if (value instanceof JsonObject object && object.members().size() == 1) {
      Json only = object.members().values().iterator().next();
      boolean word = object.has("ok") || object.has("error");
      outline.add("", word ? only : value);
    } else {
      outline.add("", value);
    }
    return outline.lines;
  }

  private void add(String indent, Json value) {
    switch (value) {
      case JsonObject object -> object.members().forEach((name, m) -> member(indent, name, m));
      case JsonArray array -> array.forEach(item -> item(indent, item));
      case JsonString(String text) ->
          text.strip().lines().forEach(line -> lines.add(indent + line));
      default -> lines.add(indent + value.text());
    }
  }

  private void member(String indent, String name, Json value) {
    if (isFlat(value)) {
      lines.add(indent + name + ": " + flat(value));
    } else {
      lines.add(indent + name + ":");
      add(indent + "  ", value);
    }
  }

  private void item(String indent, Json value) {
    if (isFlat(value)) {
      lines.add(indent + "- " + flat(value));
    } else {
      lines.add(indent + "-");
      add(indent + "  ", value);
    }
  }

  private static boolean isFlat(Json value) {
    return switch (value) {
      case JsonObject object -> object.members().isEmpty();
      case JsonArray array -> array.items().stream().allMatch(Outline::isScalar);
      default -> true;
    };
  }

  private static boolean isScalar(Json value) {
    return !(value instanceof JsonObject) && !(value instanceof JsonArray);
  }

  private static String flat(Json value) {
    return switch (value) {
      case JsonString(String text) -> text;
      case JsonNull none -> "-";
      default -> value.text();
    };
  }
}
