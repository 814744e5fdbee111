package io.taskq.control;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import io.taskq.message.LogicalClock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The commands a worker answers, in Celery's words and shapes. Thread-safe: it only reads facts.
 */
public final class ControlCommands {

  /** Celery's own tasks, which its workers do not list either. */
  private static final String INTERNAL = "celery.";

  private final WorkerFacts facts;
  private final LogicalClock clock;
  private final StatsReply stats;

  private ControlCommands(WorkerFacts facts, LogicalClock clock, InstantSource now) {
    this.facts = facts;
    this.clock = clock;
    this.stats = new StatsReply(facts, clock, now);
  }

  /** All commands by the names that clients use, Celery's old ones too. */
  public static Map<String, Command> of(WorkerFacts facts, LogicalClock clock, InstantSource now) {
    return new ControlCommands(facts, clock, now).byName();
  }

  private Map<String, Command> byName() {
    Map<String, Command> commands = new TreeMap<>();
    commands.put("ping", arguments -> ok("pong"));
    commands.put("active", this::active);
    commands.put("dump_active", this::active);
    // A message is claimed for a free slot only and an ETA waits in Redis, so no node ever holds
    // a task that does not run.
    for (String name : List.of("reserved", "dump_reserved", "scheduled", "dump_schedule")) {
      commands.put(name, arguments -> JsonArray.EMPTY);
    }
    commands.put("registered", this::registered);
    commands.put("dump_tasks", this::registered);
    commands.put("revoked", arguments -> JsonArray.ofTexts(facts.revoked().get()));
    commands.put("dump_revoked", commands.get("revoked"));
    commands.put("stats", arguments -> stats.json());
    commands.put("active_queues", arguments -> queues());
    commands.put("query_task", this::queryTask);
    commands.put("clock", arguments -> clockOnly());
    commands.put("conf", arguments -> facts.settings().get());
    commands.put("dump_conf", commands.get("conf"));
    commands.put("report", arguments -> ok(report()));
    commands.put("hello", this::hello);
    commands.put("memsample", arguments -> Json.of(Memory.used()));
    return commands;
  }

  private Json active(JsonObject arguments) {
    boolean asText = arguments.get("safe").asBoolean().orElse(false);
    List<Json> running = new ArrayList<>();
    facts.running().get().forEach(task -> running.add(info(task, asText)));
    return new JsonArray(running);
  }

  private Json registered(JsonObject arguments) {
    List<String> wanted = texts(arguments.get("taskinfoitems"));
    return JsonArray.ofTexts(
        facts.tasks().get().stream()
            .filter(task -> !task.name().startsWith(INTERNAL))
            .map(task -> task.text(wanted))
            .sorted()
            .toList());
  }

  private Json queryTask(JsonObject arguments) {
    if (!arguments.has("ids")) {
      return error("TypeError(\"query_task() missing 1 required positional argument: 'ids'\")");
    }
    List<String> ids = texts(arguments.get("ids"));
    Map<String, Json> found = new LinkedHashMap<>();
    for (TaskInfo task : facts.running().get()) {
      if (ids.contains(task.id())) {
        found.put(task.id(), JsonArray.of(Json.of("active"), info(task, false)));
      }
    }
    return new JsonObject(found);
  }

  private Json queues() {
    List<Json> queues = new ArrayList<>();
    facts.queues().get().forEach(name -> queues.add(QueueReply.of(name)));
    return new JsonArray(queues);
  }

  private Json clockOnly() {
    return JsonObject.builder().put("clock", clock.value()).build();
  }

  /** What a starting Celery worker asks its peers: what is revoked, and what time it is. */
  private Json hello(JsonObject arguments) {
    if (arguments.textOf("from_node").filter(facts.node()::equals).isPresent()) {
      return JsonNull.NULL;
    }
    // Celery reads the number as a moment of its host's monotonic clock, and only as a fraction.
    double seconds = System.nanoTime() / 1e9;
    JsonObject.Builder revoked = JsonObject.builder();
    for (String id : facts.revoked().get()) {
      revoked.put(id, JsonArray.of(Json.of(seconds), Json.of(id)));
    }
    return JsonObject.builder().put("revoked", revoked.build()).put("clock", clock.value()).build();
  }

  private String report() {
    StringBuilder text = new StringBuilder();
    text.append("\nsoftware -> taskq java:")
        .append(Runtime.version())
        .append("\nplatform -> system:")
        .append(System.getProperty("os.name"))
        .append(" arch:")
        .append(System.getProperty("os.arch"))
        .append("\nsettings -> transport:redis\n\n");
    facts
        .settings()
        .get()
        .members()
        .forEach((name, value) -> text.append(name).append(": ").append(value.text()).append('\n'));
    return text.toString();
  }

  private Json info(TaskInfo task, boolean asText) {
    return task.hiding(facts.hide()).json(facts.node(), facts.pid(), asText);
  }

  static JsonObject ok(String text) {
    return JsonObject.builder().put("ok", text).build();
  }

  static JsonObject error(String text) {
    return JsonObject.builder().put("error", text).build();
  }

  /** The texts of an array, or the one text that stands for an array of one. */
  static List<String> texts(Json value) {
    List<String> texts = new ArrayList<>();
    value.asText().ifPresent(texts::add);
    value.asArray().ifPresent(items -> items.forEach(item -> item.asText().ifPresent(texts::add)));
    return texts;
  }
}
