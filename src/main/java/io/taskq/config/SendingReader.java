package io.taskq.config;

import io.taskq.config.Sending.Options;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Reads what an entry of a schedule sends. */
final class SendingReader {

  private static final List<String> OPTIONS =
      List.of(
          "queue", "priority", "expires", "retries", "time_limit", "soft_time_limit", "headers");

  /** Celery's own headers would be overwritten, and the message not be what the entry says. */
  private static final List<String> TAKEN =
      List.of("id", "task", "eta", "expires", "retries", "timelimit", "root_id", "parent_id");

  private static final Kind<Integer> PRIORITY = Kinds.whole(0, 9);
  private static final Kind<Integer> RETRIES = Kinds.whole(0, 1_000_000);

  private final YamlFile file;

  SendingReader(YamlFile file) {
    this.file = file;
  }

  Sending read(Section entry) {
    Optional<Section> options =
        entry.node("options").map(node -> new Section(file, "options", node, OPTIONS));
    return new Sending(
        entry.required("task"),
        args(entry),
        object(entry, "kwargs", "{subject: hello}"),
        options.map(this::options).orElse(Options.NONE));
  }

  private Options options(Section options) {
    return new Options(
        options.text("queue"),
        options.value("priority", PRIORITY),
        options.value("expires", Kinds.DURATION),
        options.value("retries", RETRIES),
        options.value("time_limit", Kinds.DURATION),
        options.value("soft_time_limit", Kinds.DURATION),
        headers(options));
  }

  private JsonObject headers(Section options) {
    JsonObject headers = object(options, "headers", "{tenant: acme}");
    headers
        .members()
        .forEach(
            (name, value) -> {
              if (TAKEN.contains(name) || name.startsWith("taskq_")) {
                throw file.wrong(
                    options.node("headers").orElseThrow().line(),
                    "the header \"" + name + "\" is taken",
                    "Give it another name; priority, expires and retries are options by"
                        + " themselves.");
              }
            });
    return headers;
  }

  private JsonArray args(Section entry) {
    Optional<YamlNode> node = entry.node("args");
    Json json = node.map(YamlJson::of).orElse(JsonArray.EMPTY);
    return json.asArray()
        .orElseThrow(
            () ->
                file.wrong(
                    node.orElseThrow().line(), "\"args\" must be a list", "Write args: [yun]."));
  }

  private JsonObject object(Section section, String key, String example) {
    Optional<YamlNode> node = section.node(key);
    Json json = node.map(YamlJson::of).orElse(JsonObject.EMPTY);
    return json.asObject()
        .orElseThrow(
            () ->
                file.wrong(
                    node.orElseThrow().line(),
                    "\"" + key + "\" must hold names",
                    "Write " + key + ": " + example + "."));
  }
}
