package io.taskq.worker;

import io.taskq.event.EventSender;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.node.NodeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Tells whoever listens that the node is there, lives, and is gone. Each is one small message, sent
 * whether events of tasks are wanted or not, as Celery's workers do. Thread-safe.
 */
final class NodeEvents {

  private static final Path LOAD = Path.of("/proc/loadavg");

  private final EventSender sender;
  private final WorkerParts parts;
  private final String version;

  NodeEvents(EventSender sender, WorkerParts parts, String version) {
    this.sender = sender;
    this.parts = parts;
    this.version = version;
  }

  void online() {
    tell("worker-online");
  }

  void heartbeat() {
    tell("worker-heartbeat");
  }

  /** The last word; it is sent at once. */
  void offline() {
    tell("worker-offline");
    sender.flush();
  }

  private void tell(String type) {
    sender.tell(type, this::members);
  }

  private JsonObject members() {
    long processed = parts.accepted().counts().values().stream().mapToLong(Long::longValue).sum();
    return JsonObject.builder()
        .put("freq", NodeRegistry.INTERVAL.toMillis() / 1000.0)
        .put("active", parts.slots().busy())
        .put("processed", processed)
        .put("loadavg", loadAverage())
        .put("sw_ident", "taskq")
        .put("sw_ver", version)
        .put("sw_sys", system())
        .build();
  }

  /** As Python names it. */
  private static String system() {
    String name = System.getProperty("os.name");
    return name.toLowerCase(Locale.ROOT).startsWith("mac") ? "Darwin" : name;
  }

  /** Of one, five and fifteen minutes; three zeros where the system does not say. */
  private static JsonArray loadAverage() {
    try {
      String[] words = Files.readString(LOAD).split(" ", 4);
      return new JsonArray(
          Stream.of(words).limit(3).<Json>map(word -> Json.of(Double.parseDouble(word))).toList());
    } catch (IOException | NumberFormatException e) {
      return new JsonArray(List.of(Json.of(0.0), Json.of(0.0), Json.of(0.0)));
    }
  }
}
