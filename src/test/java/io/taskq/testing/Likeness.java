package io.taskq.testing;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonNumber;
import io.taskq.json.JsonObject;
import io.taskq.json.JsonString;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * In what one JSON value differs from another that it should be like: members, kinds of values, and
 * the words under {@code ok} and {@code error}, which clients print. Other values may differ. What
 * is null in the model may be anything.
 */
public final class Likeness {

  private static final Set<String> WORDS = Set.of("ok", "error");

  private final Set<String> open;
  private final SortedSet<String> differences = new TreeSet<>();

  private Likeness(Set<String> open) {
    this.open = open;
  }

  /**
   * The differences, each as a path and what is there: {@code stats.pool.writes is missing}.
   *
   * @param name the path of the values themselves
   * @param open paths of objects whose members are data, such as names of tasks
   */
  public static SortedSet<String> differences(
      String name, Json model, Json value, Set<String> open) {
    Likeness likeness = new Likeness(open);
    likeness.compare(name, model, value);
    return likeness.differences;
  }

  private void compare(String path, Json model, Json value) {
    if (model instanceof JsonNull) {
      return;
    }
    if (!kind(model).equals(kind(value))) {
      differences.add("%s is %s, not %s".formatted(path, kind(value), kind(model)));
    } else if (model instanceof JsonObject object) {
      members(path, object, value.asObject().orElseThrow());
    } else if (model instanceof JsonArray array) {
      items(path, array, value.asArray().orElseThrow());
    }
  }

  private void members(String path, JsonObject model, JsonObject value) {
    if (open.contains(path)) {
      model.members().values().stream()
          .findFirst()
          .ifPresent(
              first -> value.members().values().forEach(v -> compare(path + ".*", first, v)));
      return;
    }
    model
        .members()
        .forEach(
            (name, wanted) -> {
              if (!value.has(name)) {
                differences.add(path + "." + name + " is missing");
              } else if (WORDS.contains(name) && !wanted.equals(value.get(name))) {
                differences.add(path + "." + name + " says other words");
              } else {
                compare(path + "." + name, wanted, value.get(name));
              }
            });
    value.members().keySet().stream()
        .filter(name -> !model.has(name))
        .forEach(name -> differences.add(path + "." + name + " is more"));
  }

  private void items(String path, JsonArray model, JsonArray value) {
    if (model.size() > 0 && value.size() == 0) {
      differences.add(path + " is empty");
      return;
    }
    for (int i = 0; i < value.size() && model.size() > 0; i++) {
      // Pairs and the like are of the same length, and each place has its own kind.
      compare(path + "[]", model.get(model.size() == value.size() ? i : 0), value.get(i));
    }
  }

  private static String kind(Json value) {
    return switch (value) {
      case JsonNumber number -> number.isWhole() ? "a whole number" : "a fraction";
      case JsonString text -> "a text";
      case JsonArray array -> "an array";
      case JsonObject object -> "an object";
      case Json.Bool flag -> "true or false";
      case JsonNull none -> "null";
    };
  }
}
