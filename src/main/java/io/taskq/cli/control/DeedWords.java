package io.taskq.cli.control;

import io.taskq.config.Units;
import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import io.taskq.task.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words behind the name of a deed, and what they become. Used by one thread. */
final class DeedWords {

  private final Deed deed;
  private final List<String> words;
  private final Map<String, Json> arguments = new LinkedHashMap<>();

  DeedWords(Deed deed, List<String> words) {
    this.deed = deed;
    this.words = List.copyOf(words);
  }

  JsonObject arguments() {
    return new JsonObject(arguments);
  }

  /** All of them, which must be so many at least. */
  List<String> some(int least) {
    if (words.size() < least) {
      throw wrong("a word is missing");
    }
    return words;
  }

  DeedWords exactly(int count) {
    return between(count, count);
  }

  DeedWords between(int least, int most) {
    some(least);
    if (words.size() > most) {
      throw wrong("\"" + words.get(most) + "\" is one word too many");
    }
    return this;
  }

  DeedWords with(String name, Json value) {
    arguments.put(name, value);
    return this;
  }

  /** The word at that place, if it was given. */
  DeedWords with(int place, String name) {
    return place < words.size() ? with(name, Json.of(words.get(place))) : this;
  }

  /** The most, and the fewest if it is given. */
  DeedWords range() {
    between(1, 2).with("max", number(0, 1));
    return words.size() > 1 ? with("min", number(1, 0)) : this;
  }

  DeedWords texts(String name, List<String> values) {
    return with(name, JsonArray.ofTexts(values));
  }

  /** Stamps by their names; one that is given twice has two values. */
  DeedWords headers() {
    Map<String, List<String>> stamps = new LinkedHashMap<>();
    for (String word : some(1)) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw wrong("\"" + word + "\" is no KEY=VALUE");
      }
      stamps
          .computeIfAbsent(word.substring(0, equals), key -> new ArrayList<>())
          .add(word.substring(equals + 1));
    }
    JsonObject.Builder headers = JsonObject.builder();
    stamps.forEach((key, values) -> headers.put(key, JsonArray.ofTexts(values)));
    return with("headers", headers.build());
  }

  /** The same, of the arguments that travel. */
  static Map<String, List<String>> stamps(JsonObject arguments) {
    Map<String, List<String>> stamps = new LinkedHashMap<>();
    arguments
        .get("headers")
        .asObject()
        .orElse(JsonObject.EMPTY)
        .members()
        .forEach(
            (key, values) ->
                stamps.put(
                    key,
                    values.asArray().orElse(JsonArray.EMPTY).items().stream()
                        .flatMap(value -> value.asText().stream())
                        .toList()));
    return stamps;
  }

  /** A time in seconds; null for 0, and where none is given. */
  Json seconds(int place) {
    if (place >= words.size()) {
      return JsonNull.NULL;
    }
    try {
      Duration time = Units.time(words.get(place));
      return time.isZero() ? JsonNull.NULL : Json.of(time.toMillis() / 1000.0);
    } catch (IllegalArgumentException e) {
      throw wrong("\"" + words.get(place) + "\" is no time such as 30, 1.5 or 2m");
    }
  }

  String rate(int place) {
    try {
      return Rate.parse(words.get(place)).map(Rate::text).orElse("0");
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  /** A whole number; 1 where none is given. */
  Json number(int place, int least) {
    if (place >= words.size()) {
      return Json.of(1);
    }
    String word = words.get(place);
    if (!word.matches("\\d{1,6}") || Integer.parseInt(word) < least) {
      throw wrong("\"" + word + "\" is no whole number from " + least + " up");
    }
    return Json.of(Integer.parseInt(word));
  }

  private TaskqException wrong(String why) {
    return new TaskqException.Invalid(
        "cannot tell workers to " + deed.method(), why, "Write: " + deed.usage());
  }
}
