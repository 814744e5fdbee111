package io.taskq.cli.command;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.task.RetryPolicy;
import io.taskq.task.Task;
import io.taskq.task.TaskFacts;
import io.taskq.task.TaskOptions;
import io.taskq.text.Visible;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A task as people see it. */
record TaskView(String name, TaskFacts facts, TaskOptions options) {

  private static final int WIDEST = 32;

  static TaskView of(Task task) {
    return new TaskView(task.name(), task.facts(), task.options());
  }

  String[] row() {
    String set =
        set().entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue().text())
            .collect(Collectors.joining(", "));
    return new String[] {
      name,
      facts.kind(),
      orDash(String.join(", ", facts.parameters())),
      orDash(set.replace("\"", "")),
      facts.place()
    };
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : Visible.cut(text, WIDEST);
  }

  JsonObject json() {
    JsonObject.Builder set = JsonObject.builder();
    set().forEach(set::put);
    return JsonObject.builder()
        .put("name", name)
        .put("kind", facts.kind())
        .put("parameters", JsonArray.ofTexts(facts.parameters()))
        .put("options", set.build())
        .put("code", facts.code())
        .put("from", facts.place())
        .build();
  }

  /** What the task says itself; the rest is the settings' matter. */
  private Map<String, Json> set() {
    Map<String, Json> set = new LinkedHashMap<>();
    options.retries().map(RetryPolicy::max).ifPresent(max -> set.put("retries", Json.of(max)));
    options.limits().soft().ifPresent(soft -> set.put("soft_time_limit", seconds(soft)));
    options.limits().hard().ifPresent(hard -> set.put("time_limit", seconds(hard)));
    options.ignoreResult().ifPresent(ignored -> set.put("ignore_result", Json.of(ignored)));
    options.maxDeliveries().ifPresent(most -> set.put("max_deliveries", Json.of(most)));
    return set;
  }

  private static Json seconds(Duration limit) {
    return Json.parse(BigDecimal.valueOf(limit.toMillis(), 3).stripTrailingZeros().toPlainString());
  }
}
