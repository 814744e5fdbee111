package io.taskq.control;

import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonNumber;
import io.taskq.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The commands that change a worker itself, and beside them those of {@link TaskDeeds}, in Celery's
 * words and shapes. Thread-safe.
 */
public final class DeedCommands {

  private final WorkerDeeds deeds;

  private DeedCommands(WorkerDeeds deeds) {
    this.deeds = deeds;
  }

  /** All commands by the names that clients use. */
  public static Map<String, Command> of(WorkerDeeds deeds) {
    DeedCommands commands = new DeedCommands(deeds);
    Map<String, Command> byName = new TreeMap<>(TaskDeeds.of(deeds.tasks()));
    byName.put("pool_grow", arguments -> commands.resize(arguments, 1, "pool will grow"));
    byName.put("pool_shrink", arguments -> commands.resize(arguments, -1, "pool will shrink"));
    byName.put("pool_restart", arguments -> commands.restart());
    byName.put("autoscale", commands::autoscale);
    byName.put("add_consumer", commands::addConsumer);
    byName.put("cancel_consumer", commands::cancelConsumer);
    byName.put("enable_events", arguments -> commands.events(true, "enabled"));
    byName.put("disable_events", arguments -> commands.events(false, "disabled"));
    byName.put("heartbeat", arguments -> commands.quietly(deeds.events().heartbeat()));
    // Celery's way for its workers to agree who does something; here Redis decides such things.
    byName.put("election", arguments -> JsonNull.NULL);
    byName.put("shutdown", arguments -> commands.shutdown());
    return byName;
  }

  private Json resize(JsonObject arguments, int sign, String done) {
    Json given = arguments.get("n");
    int by = given instanceof JsonNull ? 1 : whole("n", given).orElse(1);
    if (by < 0) {
      throw notA("number of slots", given);
    }
    deeds.slots().resize().accept(sign * by);
    return ControlCommands.ok(done);
  }

  private Json restart() {
    deeds.slots().renew().run();
    return ControlCommands.ok("reload started");
  }

  private Json autoscale(JsonObject arguments) {
    WorkerFacts.Range now =
        deeds
            .slots()
            .scale()
            .set(whole("max", arguments.get("max")), whole("min", arguments.get("min")));
    return ControlCommands.ok("autoscale now max=%d min=%d".formatted(now.max(), now.min()));
  }

  private Json addConsumer(JsonObject arguments) {
    String queue = queue(arguments);
    deeds.queues().add().accept(queue);
    return ControlCommands.ok("add consumer " + queue);
  }

  private Json cancelConsumer(JsonObject arguments) {
    String queue = queue(arguments);
    deeds.queues().cancel().accept(queue);
    return ControlCommands.ok("no longer consuming from " + queue);
  }

  private Json events(boolean wanted, String word) {
    boolean changed = deeds.events().toggle().test(wanted);
    return ControlCommands.ok("task events " + (changed ? "" : "already ") + word);
  }

  private Json quietly(Runnable deed) {
    deed.run();
    return JsonNull.NULL;
  }

  /** Celery's workers are gone before they could reply. */
  private Json shutdown() {
    deeds.shutdown().run();
    return ControlCommands.ok("shutting down, what runs is finished first");
  }

  private static String queue(JsonObject arguments) {
    String name = arguments.textOf("queue").orElse("");
    if (name.isEmpty()) {
      throw new TaskqException.Invalid("no queue is named", "queue is no text", "Name one.");
    }
    return name;
  }

  private static Optional<Integer> whole(String name, Json value) {
    if (value instanceof JsonNull) {
      return Optional.empty();
    }
    if (value instanceof JsonNumber number
        && number.asLong().filter(n -> Math.abs(n) <= 1_000_000).isPresent()) {
      return number.asLong().map(Long::intValue);
    }
    throw notA(name, value);
  }

  private static TaskqException notA(String what, Json value) {
    return new TaskqException.Invalid(
        value.text() + " is no " + what, "it is no whole number within reason", "Give another.");
  }
}
