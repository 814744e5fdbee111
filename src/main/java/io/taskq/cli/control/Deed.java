package io.taskq.cli.control;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What workers can be told, by Celery's names. */
enum Deed {
  REVOKE("ID..."),
  REVOKE_BY_STAMPED_HEADERS("KEY=VALUE..."),
  TERMINATE("SIGNAL ID..."),
  RATE_LIMIT("TASK RATE"),
  TIME_LIMIT("TASK SOFT [HARD]"),
  ADD_CONSUMER("QUEUE [EXCHANGE [TYPE [KEY]]]"),
  CANCEL_CONSUMER("QUEUE"),
  POOL_GROW("[N]"),
  POOL_SHRINK("[N]"),
  POOL_RESTART(""),
  AUTOSCALE("MAX [MIN]"),
  ENABLE_EVENTS(""),
  DISABLE_EVENTS(""),
  HEARTBEAT(""),
  SHUTDOWN("");

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

  /** How it is written. */
  String usage() {
    return ("taskq control " + method() + " " + usage).strip();
  }

  /** The arguments that travel, of the words that follow the name. */
  JsonObject arguments(List<String> given) {
    DeedWords words = new DeedWords(this, given);
    return (switch (this) {
          case REVOKE -> words.texts("task_id", words.some(1));
          case REVOKE_BY_STAMPED_HEADERS -> words.headers();
          case TERMINATE ->
              words.texts("task_id", words.some(2).subList(1, given.size())).with(0, "signal");
          case RATE_LIMIT ->
              words.exactly(2).with(0, "task_name").with("rate_limit", Json.of(words.rate(1)));
          case TIME_LIMIT ->
              words
                  .between(2, 3)
                  .with(0, "task_name")
                  .with("soft", words.seconds(1))
                  .with("hard", words.seconds(2));
          case ADD_CONSUMER ->
              words
                  .between(1, 4)
                  .with(0, "queue")
                  .with(1, "exchange")
                  .with(2, "exchange_type")
                  .with(3, "routing_key");
          case CANCEL_CONSUMER -> words.exactly(1).with(0, "queue");
          case POOL_GROW, POOL_SHRINK -> words.between(0, 1).with("n", words.number(0, 1));
          case AUTOSCALE -> words.range();
          case POOL_RESTART, ENABLE_EVENTS, DISABLE_EVENTS, HEARTBEAT, SHUTDOWN -> words.exactly(0);
        })
        .arguments();
  }

  /** The tasks that shall not start any more. */
  List<String> ids(JsonObject arguments) {
    return this == REVOKE || this == TERMINATE
        ? arguments.get("task_id").asArray().orElse(JsonArray.EMPTY).items().stream()
            .flatMap(id -> id.asText().stream())
            .toList()
        : List.of();
  }
}
