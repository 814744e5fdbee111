package io.taskq.config;

import io.taskq.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a task that needs no code. */
final class TaskReader {

  private static final List<String> KNOWN =
      List.of(
          "exec",
          "http",
          "timeout",
          "retries",
          "queue",
          "priority",
          "acks",
          "ignore_result",
          "rate_limit",
          "max_deliveries",
          "stdin",
          "env",
          "cwd");
  private static final List<String> REQUEST =
      List.of("method", "url", "json", "headers", "body", "timeout", "allow");
  private static final List<String> RETRIES = List.of("max", "backoff", "max_backoff", "jitter");

  private static final RetrySettings NO_RETRIES =
      new RetrySettings(0, Duration.ofSeconds(1), Duration.ofMinutes(10), true);

  private TaskReader() {}

  static TaskDefinition read(YamlFile file, String name, YamlNode node) {
    Section task = new Section(file, name, node, KNOWN);
    Optional<YamlNode> exec = task.node("exec");
    Optional<YamlNode> http = task.node("http");
    if (exec.isPresent() == http.isPresent()) {
      throw file.wrong(
          node.line(), "\"" + name + "\" needs one of exec and http", "Say what it shall run.");
    }
    return new TaskDefinition(
        name,
        exec.map(words -> words(file, words)).orElse(List.of()),
        http.map(request -> request(file, request)),
        task.value("timeout", Kinds.DURATION),
        task.node("retries").map(retries -> retries(file, retries)).orElse(NO_RETRIES));
  }

  private static RetrySettings retries(YamlFile file, YamlNode node) {
    Section retries = new Section(file, "retries", node, RETRIES);
    return new RetrySettings(
        retries.value("max", Kinds.whole(0, 1_000_000)).orElse(NO_RETRIES.max()),
        retries.value("backoff", Kinds.DURATION).orElse(NO_RETRIES.backoff()),
        retries.value("max_backoff", Kinds.DURATION).orElse(NO_RETRIES.maxBackoff()),
        retries.value("jitter", Kinds.SWITCH).orElse(NO_RETRIES.jitter()));
  }

  private static List<String> words(YamlFile file, YamlNode node) {
    if (!(node instanceof YamlNode.Items list) || list.items().isEmpty()) {
      throw file.wrong(
          node.line(),
          "\"exec\" must be a list",
          "There is no shell: write exec: [program, argument].");
    }
    List<String> words = new ArrayList<>();
    for (YamlNode item : list.items()) {
      if (!(item instanceof YamlNode.Scalar scalar)) {
        throw file.wrong(
            item.line(), "an argument of \"exec\" must be a text", "Put it in quotes.");
      }
      words.add(scalar.text());
    }
    return List.copyOf(words);
  }

  private static JsonObject request(YamlFile file, YamlNode node) {
    new Section(file, "http", node, REQUEST).required("url");
    return YamlJson.of(node).asObject().orElse(JsonObject.EMPTY);
  }
}
