package io.taskq.cli.inspect;

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

  private static final Duration RATES = Duration.ofSeconds(10);

  /** A task as its events tell. */
  record Watched(String id, String name, String state, String node, String args, String outcome) {}

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
            outcome(event)));
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

  /**
   * The screen, a line each.
   *
   * @param chosen the number of the task that keys are for
   * @param height how many lines there is room for
   */
  List<String> lines(Instant now, int chosen, int height) {
    while (!ends.isEmpty() && ends.getFirst().isBefore(now.minus(RATES))) {
      ends.removeFirst();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d workers, %d tasks seen, %.1f ended a second"
            .formatted(workers.size(), tasks.size(), ends.size() / (double) RATES.toSeconds()));
    Table nodes = new Table("WORKER", "STATE", ">ACTIVE", ">DONE", "LOAD");
    workers.forEach((name, worker) -> nodes.row(cells(name, worker, now)));
    lines.addAll(nodes.lines());
    lines.add("");
    Table rows = new Table("", "ID", "TASK", "STATE", "WORKER", "RESULT");
    int room = Math.max(1, height - lines.size() - 2);
    List<Watched> all = tasks();
    int from = Math.max(0, chosen - room + 1);
    for (int i = from; i < Math.min(all.size(), from + room); i++) {
      rows.row(cells(all.get(i), i == chosen));
    }
    lines.addAll(rows.lines());
    return lines;
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

  private static String[] cells(Watched task, boolean chosen) {
    return new String[] {
      chosen ? ">" : " ",
      Visible.cut(task.id(), 40),
      Visible.cut(task.name(), 30),
      task.state(),
      Visible.cut(task.node(), 30),
      Visible.cut(task.outcome(), 40)
    };
  }
}
