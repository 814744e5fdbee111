package io.taskq.cli.command;

import io.taskq.cli.output.UnicodeJson;
import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A beat_schedule of Celery's, on its way to a schedule file. Used by one thread. */
final class CeleryEntries {

  private static final List<String> OPTIONS =
      List.of("queue", "priority", "expires", "time_limit", "soft_time_limit", "headers");

  /** They say how Celery publishes; taskq has one way, and it is safe to repeat. */
  private static final List<String> NEEDLESS =
      List.of("retry", "retry_policy", "serializer", "compression", "delivery_mode", "producer");

  private final JsonObject entries;
  private final List<String> leftOut = new ArrayList<>();

  CeleryEntries(JsonObject entries) {
    this.entries = entries;
  }

  static TaskqException.Invalid wrong(String file, String why, String hint) {
    return new TaskqException.Invalid("cannot import " + file, why, hint);
  }

  /** What is not in the result, and why that does no harm. */
  List<String> leftOut() {
    return leftOut;
  }

  /** The entries as a schedule file has them. */
  String yaml() {
    StringBuilder yaml = new StringBuilder("entries:\n");
    for (Map.Entry<String, Json> each : entries.members().entrySet()) {
      JsonObject entry =
          each.getValue()
              .asObject()
              .orElseThrow(() -> wrong(each.getKey(), "it is no object", "Write {\"task\": …}."));
      yaml.append("  ").append(quoted(each.getKey())).append(":\n");
      write(yaml, each.getKey(), entry);
    }
    return yaml.toString();
  }

  private TaskqException.Invalid wrong(String name, String why) {
    return wrong(name, why, "Change it in the JSON, or write the entry by hand.");
  }

  private void write(StringBuilder yaml, String name, JsonObject entry) {
    for (String member : entry.members().keySet()) {
      if (!List.of("task", "schedule", "args", "kwargs", "options", "relative").contains(member)) {
        leftOut.add("%s: \"%s\" is left out: taskq has no such thing".formatted(name, member));
      }
    }
    line(
        yaml,
        "task",
        entry.textOf("task").map(Json::of).orElseThrow(() -> wrong(name, "it has no task")));
    yaml.append("    ").append(new CelerySchedule(name, entry.get("schedule")).yaml()).append('\n');
    if (entry.get("relative").asBoolean().orElse(false)) {
      leftOut.add(
          name + ": \"relative\" is left out: an interval counts from when it is first seen");
    }
    entry
        .get("args")
        .asArray()
        .filter(args -> args.size() > 0)
        .ifPresent(a -> line(yaml, "args", a));
    entry
        .get("kwargs")
        .asObject()
        .filter(kwargs -> !kwargs.members().isEmpty())
        .ifPresent(kwargs -> line(yaml, "kwargs", kwargs));
    JsonObject options = options(name, entry.get("options").asObject().orElse(JsonObject.EMPTY));
    if (!options.members().isEmpty()) {
      line(yaml, "options", options);
    }
  }

  private JsonObject options(String name, JsonObject given) {
    JsonObject.Builder options = JsonObject.builder();
    given
        .members()
        .forEach(
            (option, value) -> {
              if (value.isNull()) {
                return;
              }
              if (OPTIONS.contains(option)) {
                options.put(option, value);
              } else if (option.equals("routing_key") && !given.has("queue")) {
                options.put("queue", value);
              } else if (!NEEDLESS.contains(option)) {
                leftOut.add(
                    "%s: the option \"%s\" is left out: taskq has no such thing"
                        .formatted(name, option));
              }
            });
    return options.build();
  }

  private static void line(StringBuilder yaml, String key, Json value) {
    yaml.append("    ").append(key).append(": ").append(UnicodeJson.text(value)).append('\n');
  }

  private static String quoted(String name) {
    return UnicodeJson.text(JsonArray.of(Json.of(name)).get(0));
  }
}
