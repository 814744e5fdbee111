package io.taskq.control;

import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonNumber;
import io.taskq.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The commands that change something in a worker, in Celery's words and shapes. Thread-safe. */
public final class DeedCommands {

  /** Clients name them with or without SIG in front, or by number. Each ends the run. */
  private static final List<String> SIGNALS =
      List.of("TERM", "KILL", "INT", "QUIT", "HUP", "ABRT", "USR1", "USR2");

  private static final int HIGHEST_SIGNAL = 64;

  private final WorkerDeeds deeds;

  private DeedCommands(WorkerDeeds deeds) {
    this.deeds = deeds;
  }

  /** All commands by the names that clients use. */
  public static Map<String, Command> of(WorkerDeeds deeds) {
    DeedCommands commands = new DeedCommands(deeds);
    Map<String, Command> byName = new TreeMap<>();
    byName.put("revoke", commands::revoke);
    byName.put("terminate", commands::terminate);
    byName.put("time_limit", commands::timeLimit);
    return byName;
  }

  private Json revoke(JsonObject arguments) {
    if (arguments.get("terminate").asBoolean().orElse(false)) {
      return terminate(arguments);
    }
    List<String> ids = ids(arguments);
    deeds.revoke().accept(ids);
    return ControlCommands.ok("tasks " + String.join(", ", ids) + " flagged as revoked");
  }

  /** What does not run is kept from starting, as in Celery. */
  private Json terminate(JsonObject arguments) {
    requireSignal(arguments.get("signal"));
    List<String> ids = ids(arguments);
    deeds.revoke().accept(ids);
    List<String> ended = deeds.terminate().apply(ids);
    return ControlCommands.ok(
        "terminate: " + (ended.isEmpty() ? "tasks unknown" : String.join(", ", ended)));
  }

  private Json timeLimit(JsonObject arguments) {
    Optional<Duration> soft = seconds(arguments.get("soft"));
    Optional<Duration> hard = seconds(arguments.get("hard"));
    String task = arguments.textOf("task_name").orElse("");
    return deeds.limit().set(task, soft, hard)
        ? ControlCommands.ok("time limits set successfully")
        : ControlCommands.error("unknown task");
  }

  private static List<String> ids(JsonObject arguments) {
    List<String> ids = ControlCommands.texts(arguments.get("task_id"));
    if (ids.isEmpty()) {
      throw new TaskqException.Invalid(
          "no task is named", "task_id is neither an id nor a list of ids", "Give it one.");
    }
    return ids;
  }

  private static void requireSignal(Json signal) {
    String name = signal.asText().orElse("TERM").toUpperCase(Locale.ROOT).replaceFirst("^SIG", "");
    long number = signal.asLong().orElse(1L);
    if (!SIGNALS.contains(name) || number < 1 || number > HIGHEST_SIGNAL) {
      throw new TaskqException.Invalid(
          "there is no signal " + signal.text(), "it is none of " + SIGNALS, "Name one of these.");
    }
  }

  /** Clients send numbers; nothing and 0 are no limit. */
  private static Optional<Duration> seconds(Json value) {
    return value instanceof JsonNumber number && number.doubleValue() > 0
        ? Optional.of(Duration.ofMillis(Math.round(number.doubleValue() * 1000)))
        : Optional.empty();
  }
}
