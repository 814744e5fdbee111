package io.taskq.cli.inspect;

import io.taskq.cli.output.Table;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNumber;
import io.taskq.json.JsonObject;
import io.taskq.message.PythonRepr;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tasks that nodes tell of, as rows of a table. */
final class TaskRows {

  /** With an id and a task name beside it, a row of this width fits into 100 columns. */
  private static final int WIDEST_ARGS = 24;

  private final Set<String> hide;
  private final Instant now;

  TaskRows(Collection<String> hide, Instant now) {
    this.hide = Set.copyOf(hide);
    this.now = now;
  }

  static Table table() {
    return new Table("ID", "TASK", "ARGS", ">RUNNING", ">ATTEMPT");
  }

  static Table tableWithState() {
    return new Table("ID", "STATE", "TASK", "ARGS", ">RUNNING");
  }

  String[] cells(JsonObject task) {
    return new String[] {
      task.textOf("id").orElse("?"),
      task.textOf("name").orElse("?"),
      args(task),
      running(task),
      task.get("attempt").asLong().map(String::valueOf).orElse("-")
    };
  }

  String[] cellsWithState(String state, JsonObject task) {
    return new String[] {
      task.textOf("id").orElse("?"),
      state,
      task.textOf("name").orElse("?"),
      args(task),
      running(task)
    };
  }

  /** Positional and keyword arguments as one would type them in Python, cut when long. */
  private String args(JsonObject task) {
    List<String> shown = new ArrayList<>();
    Json args = task.get("args");
    args.asText().ifPresent(shown::add);
    args.asArray().orElse(JsonArray.EMPTY).forEach(arg -> shown.add(PythonRepr.of(arg, hide)));
    task.get("kwargs")
        .asObject()
        .orElse(JsonObject.EMPTY)
        .members()
        .forEach((name, value) -> shown.add(name + "=" + text(name, value)));
    String all = String.join(" ", shown);
    return all.length() <= WIDEST_ARGS ? all : all.substring(0, WIDEST_ARGS - 3) + "...";
  }

  private String text(String name, Json value) {
    return hide.contains(name) ? "***" : PythonRepr.of(value, hide);
  }

  private String running(JsonObject task) {
    return started(task.get("time_start"))
        .map(then -> Math.max(0, now.toEpochMilli() - then.toEpochMilli()) / 1000.0)
        .map("%.1fs"::formatted)
        .orElse("-");
  }

  private static Optional<Instant> started(Json seconds) {
    return seconds instanceof JsonNumber number && number.isFinite()
        ? Optional.of(Instant.ofEpochMilli((long) (number.doubleValue() * 1000)))
        : Optional.empty();
  }
}
