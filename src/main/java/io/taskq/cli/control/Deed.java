package io.taskq.cli.control;

import io.taskq.config.Units;
import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What workers can be told, by Celery's names. */
enum Deed {
  REVOKE("ID...") {
    @Override
    JsonObject arguments(List<String> words) {
      requireAtLeast(1, words);
      return JsonObject.builder().put("task_id", JsonArray.ofTexts(words)).build();
    }

    @Override
    List<String> ids(List<String> words) {
      return words;
    }
  },
  TERMINATE("SIGNAL ID...") {
    @Override
    JsonObject arguments(List<String> words) {
      requireAtLeast(2, words);
      return JsonObject.builder()
          .put("signal", words.getFirst())
          .put("task_id", JsonArray.ofTexts(ids(words)))
          .build();
    }

    @Override
    List<String> ids(List<String> words) {
      return words.subList(1, words.size());
    }
  },
  TIME_LIMIT("TASK SOFT [HARD]") {
    @Override
    JsonObject arguments(List<String> words) {
      requireAtLeast(2, words);
      refuseMoreThan(3, words);
      return JsonObject.builder()
          .put("task_name", words.getFirst())
          .put("soft", seconds(words.get(1)))
          .put("hard", words.size() > 2 ? seconds(words.get(2)) : JsonNull.NULL)
          .build();
    }
  };

  private final String usage;

  Deed(String usage) {
    this.usage = usage;
  }

  /** The deed of this name; empty when this version has none. */
  static Optional<Deed> of(String name) {
    return Arrays.stream(values()).filter(deed -> deed.method().equals(name)).findFirst();
  }

  static String names() {
    return Arrays.stream(values()).map(Deed::method).sorted().collect(Collectors.joining(" "));
  }

  /** The name that travels. */
  String method() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The arguments that travel, of the words that follow the name. */
  abstract JsonObject arguments(List<String> words);

  /** The tasks among the words that shall not start any more. */
  List<String> ids(List<String> words) {
    return List.of();
  }

  void requireAtLeast(int count, List<String> words) {
    if (words.size() < count) {
      throw wrong("a word is missing");
    }
  }

  void refuseMoreThan(int count, List<String> words) {
    if (words.size() > count) {
      throw wrong("\"" + words.get(count) + "\" is one word too many");
    }
  }

  Json seconds(String text) {
    try {
      Duration time = Units.time(text);
      return time.isZero() ? JsonNull.NULL : Json.of(time.toMillis() / 1000.0);
    } catch (IllegalArgumentException e) {
      throw wrong("\"" + text + "\" is no time such as 30, 1.5 or 2m");
    }
  }

  private TaskqException wrong(String why) {
    return new TaskqException.Invalid(
        "cannot tell workers to " + method(),
        why,
        "Write: taskq control " + method() + " " + usage);
  }
}
