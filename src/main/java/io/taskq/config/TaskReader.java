package io.taskq.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a task that needs no code. */
final class TaskReader {

  private static final List<String> KNOWN =
      List.of(
          "exec",
          "http",
          "timeout",
          "soft_timeout",
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
  private static final List<String> OF_PROGRAMS = List.of("stdin", "env", "cwd");
  private static final List<String> RETRIES = List.of("max", "backoff", "max_backoff", "jitter");

  private static final RetrySettings NO_RETRIES =
      new RetrySettings(0, Duration.ofSeconds(1), Duration.ofMinutes(10), true);

  private final YamlFile file;
  private final Substitution substitution;
  private final Substitution inWords;

  TaskReader(YamlFile file, Map<String, String> environment) {
    this.file = file;
    this.substitution = new Substitution(environment);
    this.inWords =
        new Substitution(
            environment.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> literal(each.getValue()))));
  }

  /** What the environment holds is no place for an argument. */
  private static String literal(String text) {
    return text.replace("{", "{{").replace("}", "}}");
  }

  TaskDefinition read(String name, YamlNode node) {
    Section task = new Section(file, name, node, KNOWN);
    Optional<YamlNode> exec = task.node("exec");
    Optional<YamlNode> http = task.node("http");
    if (exec.isPresent() == http.isPresent()) {
      throw file.wrong(
          node.line(), "\"" + name + "\" needs one of exec and http", "Say what it shall run.");
    }
    for (String key : OF_PROGRAMS) {
      if (http.isPresent() && task.node(key).isPresent()) {
        throw file.wrong(
            node.line(), "\"%s\" is for programs".formatted(key), "Leave it out beside http.");
      }
    }
    return new TaskDefinition(
        name,
        exec.map(words -> program(task, words)),
        http.map(request -> new HttpReader(file, inWords, request).read()),
        rules(task, name));
  }

  private TaskDefinition.Program program(Section task, YamlNode exec) {
    return new TaskDefinition.Program(
        words(exec),
        task.value("stdin", Kinds.word("json", "none")).filter("json"::equals).isPresent(),
        task.node("env").map(this::environment).orElse(Map.of()),
        task.text("cwd").map(substitution::apply));
  }

  private TaskDefinition.Rules rules(Section task, String name) {
    return new TaskDefinition.Rules(
        task.value("soft_timeout", Kinds.DURATION),
        task.value("timeout", Kinds.DURATION),
        task.node("retries").map(this::retries),
        task.value("ignore_result", Kinds.SWITCH),
        task.value("max_deliveries", Kinds.whole(1, 1_000)),
        new Route(name, task.text("queue"), task.value("priority", Kinds.whole(0, 9))),
        task.value("acks", Kinds.word("late", "early")),
        task.value("rate_limit", Kinds.RATE));
  }

  private Map<String, String> environment(YamlNode node) {
    if (!(node instanceof YamlNode.Entries inside)) {
      throw file.wrong(node.line(), "\"env\" must hold names", "Write env: {NAME: value}.");
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (YamlNode.Entry entry : inside.entries()) {
      if (!entry.name().matches("[A-Za-z_][A-Za-z0-9_]*") || entry.name().startsWith("TASKQ_")) {
        throw file.wrong(
            entry.line(),
            "\"%s\" cannot be a variable of a program".formatted(entry.name()),
            "Use letters, digits and _; names that begin with TASKQ_ are taskq's own.");
      }
      if (!(entry.value() instanceof YamlNode.Scalar value)) {
        throw file.wrong(entry.line(), "a variable must be one value", "Put it in quotes.");
      }
      variables.put(entry.name(), substitution.apply(value.text()));
    }
    return variables;
  }

  private RetrySettings retries(YamlNode node) {
    Section retries = new Section(file, "retries", node, RETRIES);
    return new RetrySettings(
        retries.value("max", Kinds.whole(0, 1_000_000)).orElse(NO_RETRIES.max()),
        retries.value("backoff", Kinds.DURATION).orElse(NO_RETRIES.backoff()),
        retries.value("max_backoff", Kinds.DURATION).orElse(NO_RETRIES.maxBackoff()),
        retries.value("jitter", Kinds.SWITCH).orElse(NO_RETRIES.jitter()));
  }

  private List<String> words(YamlNode node) {
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
      words.add(word(inWords.apply(scalar.text()), item.line()));
    }
    return List.copyOf(words);
  }

  private String word(String text, int line) {
    try {
      PlaceText.read(text);
      return text;
    } catch (IllegalArgumentException e) {
      throw file.wrong(line, e.getMessage(), "Write {{ for {, and }} for }.");
    }
  }
}
