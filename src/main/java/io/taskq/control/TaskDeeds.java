package io.taskq.control;

import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonNumber;
import io.taskq.json.JsonObject;
import io.taskq.message.PythonRepr;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The commands that change what becomes of tasks, in Celery's words and shapes. Thread-safe. */
final class TaskDeeds {

  /** Clients name them with or without SIG in front, or by number. Each ends the run. */
  private static final List<String> SIGNALS =
      List.of("TERM", "KILL", "INT", "QUIT", "HUP", "ABRT", "USR1", "USR2");

  private static final int HIGHEST_SIGNAL = 64;

  /** More than the limits of any task; beyond it a Duration would not hold the number. */
  private static final double LONGEST_LIMIT = 1e9;

  private final WorkerDeeds.OnTasks deeds;

  private TaskDeeds(WorkerDeeds.OnTasks deeds) {
    this.deeds = deeds;
  }

  static Map<String, Command> of(WorkerDeeds.OnTasks deeds) {
    TaskDeeds commands = new TaskDeeds(deeds);
    Map<String, Command> byName = new TreeMap<>();
    byName.put("revoke", commands::revoke);
    byName.put("revoke_by_stamped_headers", commands::revokeStamped);
    byName.put("terminate", commands::terminate);
    byName.put("time_limit", commands::timeLimit);
    byName.put("rate_limit", commands::rateLimit);
    return byName;
  }

  private Json revoke(JsonObject arguments) {
    if (asksToTerminate(arguments)) {
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

  private Json revokeStamped(JsonObject arguments) {
    requireSignal(arguments.get("signal"));
    JsonObject given = headers(arguments.get("headers"));
    Map<String, List<String>> stamps = new LinkedHashMap<>();
    given.members().forEach((key, values) -> stamps.put(key, ControlCommands.texts(values)));
    deeds.revokeStamped().accept(stamps);
    String headers = "headers " + PythonRepr.of(given);
    if (!asksToTerminate(arguments)) {
      return ControlCommands.ok(headers + " flagged as revoked, but not terminated");
    }
    List<String> ended = deeds.terminateStamped().apply(stamps);
    return ControlCommands.ok(headers + (ended.isEmpty() ? " were not terminated" : " revoked"));
  }

  private Json timeLimit(JsonObject arguments) {
    Optional<Duration> soft = seconds(arguments.get("soft"));
    Optional<Duration> hard = seconds(arguments.get("hard"));
    return deeds.limit().set(task(arguments), soft, hard)
        ? ControlCommands.ok("time limits set successfully")
        : ControlCommands.error("unknown task");
  }

  private Json rateLimit(JsonObject arguments) {
    Json given = arguments.get("rate_limit");
    String rate = given.asText().orElse(given instanceof JsonNumber ? given.text() : "");
    try {
      if (!deeds.rate().set(task(arguments), rate)) {
        return ControlCommands.error("unknown task");
      }
    } catch (IllegalArgumentException e) {
      return ControlCommands.error("Invalid rate limit string: " + e.getMessage());
    }
    boolean none = rate.isEmpty() || rate.equals("0");
    return ControlCommands.ok(
        none ? "rate limit disabled successfully" : "new rate limit set successfully");
  }

  private static String task(JsonObject arguments) {
    return arguments.textOf("task_name").orElse("");
  }

  private static boolean asksToTerminate(JsonObject arguments) {
    return arguments.get("terminate").asBoolean().orElse(false);
  }

  private static List<String> ids(JsonObject arguments) {
    List<String> ids = ControlCommands.texts(arguments.get("task_id"));
    if (ids.isEmpty()) {
      throw new TaskqException.Invalid(
          "no task is named", "task_id is neither an id nor a list of ids", "Give it one.");
    }
    return ids;
  }

  /** An object of values, or a list of {@code key=value}, as Celery's command line sends it. */
  private static JsonObject headers(Json given) {
    JsonObject.Builder headers = given.asObject().orElse(JsonObject.EMPTY).with();
    for (String pair : ControlCommands.texts(given)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        headers.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    if (headers.build().members().isEmpty()) {
      throw new TaskqException.Invalid(
          "no header is named", "headers is neither an object nor key=value", "Give it one.");
    }
    return headers.build();
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
        ? Optional.of(
            Duration.ofMillis(Math.round(Math.min(number.doubleValue(), LONGEST_LIMIT) * 1000)))
        : Optional.empty();
  }
}
