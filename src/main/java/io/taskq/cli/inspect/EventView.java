package io.taskq.cli.inspect;

import io.taskq.cli.output.Columns;
import io.taskq.cli.output.Paint;
import io.taskq.cli.output.Table;
import io.taskq.json.JsonNumber;
import io.taskq.json.JsonObject;
import io.taskq.text.Visible;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What events add up to: which workers live, what the last tasks did. Used by one thread. */
final class EventView {

  private static final int MOST_TASKS = 500;

  /** Twice the interval of heartbeats, as Celery's monitors count, and a moment for the way. */
  private static final Duration SILENT = Duration.ofSeconds(5);

  /** From so many columns on the worker has a column of its own. */
  private static final int WIDE = 100;

  private static final Duration RATES = Duration.ofSeconds(10);

  /** A task as its events tell. */
  record Watched(
      String id,
      String name,
      String state,
      String node,
      String args,
      String kwargs,
      String outcome,
      String traceback) {}

  private record Worker(Instant seen, JsonObject event, boolean gone) {}

  private final Map<String, Worker> workers = new TreeMap<>();
  private final Map<String, Watched> tasks = new LinkedHashMap<>();
  private final Deque<Instant> ends = new ArrayDeque<>();

  void add(JsonObject event, Instant now) {
    String type = event.textOf("type").orElse("");
    String node = event.textOf("hostname").orElse("?");
    if (type.startsWith("worker-")) {
      // A heartbeat that was asked for is without figures in some of Celery's versions.
      Optional<Worker> before = Optional.ofNullable(workers.get(node));
      JsonObject figures = event.has("active") ? event : before.map(Worker::event).orElse(event);
      workers.put(node, new Worker(now, figures, type.equals("worker-offline")));
    } else if (type.startsWith("task-")) {
      task(type.substring("task-".length()), node, event, now);
    }
  }

  private void task(String state, String node, JsonObject event, Instant now) {
    String id = event.textOf("uuid").orElse("?");
    Watched known = tasks.remove(id);
    tasks.put(
        id,
        new Watched(
            id,
            event.textOf("name").orElse(known == null ? "?" : known.name()),
            state,
            node,
            event.textOf("args").orElse(known == null ? "" : known.args()),
            event.textOf("kwargs").orElse(known == null ? "" : known.kwargs()),
            outcome(event),
            event.textOf("traceback").orElse("")));
    if (tasks.size() > MOST_TASKS) {
      tasks.remove(tasks.keySet().iterator().next());
    }
    if (List.of("succeeded", "failed", "revoked").contains(state)) {
      ends.addLast(now);
    }
  }

  private static String outcome(JsonObject event) {
    String took =
        event.get("runtime") instanceof JsonNumber number
            ? "%.3fs ".formatted(number.doubleValue())
            : "";
    return took + event.textOf("result").or(() -> event.textOf("exception")).orElse("");
  }

  /** The tasks, the one that something happened to last first. */
  List<Watched> tasks() {
    return new ArrayList<>(tasks.values()).reversed();
  }

  /** The task of that id, as long as it is remembered. */
  Optional<Watched> task(String id) {
    return Optional.ofNullable(tasks.get(id));
  }

  /**
   * The screen, a line each.
   *
   * @param chosen the id of the task that keys are for
   * @param rows how many lines there is room for
   */
  List<String> lines(Instant now, String chosen, int rows, int columns, Paint paint) {
    while (!ends.isEmpty() && ends.getFirst().isBefore(now.minus(RATES))) {
      ends.removeFirst();
    }
    List<String> lines = new ArrayList<>();
    lines.add(Columns.cut(summary(), columns));
    lines.addAll(fitted(workers(now, Math.max(1, rows / 3)), columns, paint));
    if (workers.size() > rows / 3) {
      lines.add(Columns.cut("and others: taskq status", columns));
    }
    lines.add("");
    lines.addAll(fitted(rows(chosen, rows - lines.size() - 1, columns), columns, paint));
    return lines;
  }

  private String summary() {
    return "%d %s, %d %s seen, %.1f ended a second"
        .formatted(
            workers.size(),
            workers.size() == 1 ? "worker" : "workers",
            tasks.size(),
            tasks.size() == 1 ? "task" : "tasks",
            ends.size() / (double) RATES.toSeconds());
  }

  private static List<String> fitted(Table table, int columns, Paint paint) {
    List<String> lines = new ArrayList<>();
    for (String line : table.lines()) {
      String cut = Columns.cut(line, columns);
      lines.add(lines.isEmpty() ? paint.paint(Paint.Tone.HEADING, cut) : cut);
    }
    return lines;
  }

  private Table workers(Instant now, int most) {
    Table nodes = new Table("WORKER", "STATE", ">ACTIVE", ">DONE", "LOAD");
    workers.entrySet().stream()
        .limit(most)
        .forEach(worker -> nodes.row(cells(worker.getKey(), worker.getValue(), now)));
    return nodes;
  }

  /** On a narrow screen the result takes the place of the worker, which the key s shows. */
  private Table rows(String chosen, int room, int columns) {
    boolean wide = columns >= WIDE;
    Table rows =
        wide
            ? new Table("", "ID", "TASK", "STATE", "WORKER", "RESULT")
            : new Table("", "ID", "TASK", "STATE", "RESULT");
    List<Watched> all = tasks();
    int at = all.indexOf(tasks.get(chosen));
    int from = Math.max(0, at - Math.max(1, room) + 1);
    for (Watched task : all.subList(from, Math.min(all.size(), from + Math.max(1, room)))) {
      rows.row(cells(task, task.id().equals(chosen), wide));
    }
    return rows;
  }

  private static String[] cells(String name, Worker worker, Instant now) {
    boolean silent = worker.seen().plus(SILENT).isBefore(now);
    return new String[] {
      Visible.of(name),
      worker.gone() ? "offline" : silent ? "silent" : "online",
      worker.event().get("active").asLong().map(String::valueOf).orElse("-"),
      worker.event().get("processed").asLong().map(String::valueOf).orElse("-"),
      worker.event().get("loadavg").text().replaceAll("[\\[\\],]", "")
    };
  }

  private static String[] cells(Watched task, boolean chosen, boolean wide) {
    List<String> cells = new ArrayList<>();
    cells.add(chosen ? ">" : " ");
    cells.add(Visible.cut(task.id(), 40));
    cells.add(Visible.cut(task.name(), wide ? 30 : 16));
    cells.add(task.state());
    if (wide) {
      cells.add(Visible.cut(task.node(), 24));
    }
    cells.add(Visible.cut(task.outcome(), 200));
    return cells.toArray(String[]::new);
  }
}
