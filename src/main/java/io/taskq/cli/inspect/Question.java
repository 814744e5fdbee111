package io.taskq.cli.inspect;

import io.taskq.error.TaskqException;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What nodes can be asked, by Celery's names. */
enum Question {
  ACTIVE("safe"),
  RESERVED,
  SCHEDULED,
  REVOKED,
  REGISTERED("taskinfoitems"),
  STATS,
  ACTIVE_QUEUES,
  PING,
  QUERY_TASK("ids"),
  CLOCK,
  CONF("with_defaults"),
  REPORT,
  MEMSAMPLE;

  private final String argument;

  Question() {
    this("");
  }

  Question(String argument) {
    this.argument = argument;
  }

  /** The question of this name; empty when nodes are not asked by it. */
  static Optional<Question> of(String name) {
    return Arrays.stream(values()).filter(question -> question.method().equals(name)).findFirst();
  }

  static String names() {
    return Arrays.stream(values()).map(Question::method).sorted().collect(Collectors.joining(" "));
  }

  /** The name that travels. */
  String method() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The arguments that travel, of the words that follow the question. */
  JsonObject arguments(List<String> words) {
    return switch (this) {
      case REGISTERED -> list(words);
      case QUERY_TASK -> {
        if (words.isEmpty()) {
          throw new TaskqException.Invalid(
              "cannot ask for tasks", "no id is given", "Write: taskq inspect query_task ID...");
        }
        yield list(words);
      }
      case CONF -> {
        refuse(words, 1);
        boolean all = words.contains("true") || words.contains("True");
        yield JsonObject.builder().put(argument, all).build();
      }
      default -> {
        refuse(words, 0);
        yield JsonObject.EMPTY;
      }
    };
  }

  private JsonObject list(List<String> words) {
    return JsonObject.builder().put(argument, JsonArray.ofTexts(words)).build();
  }

  private void refuse(List<String> words, int most) {
    if (words.size() > most) {
      throw new TaskqException.Invalid(
          "cannot ask for " + method(),
          "\"" + words.get(most) + "\" is one word too many",
          "Write: taskq inspect " + method());
    }
  }
}
