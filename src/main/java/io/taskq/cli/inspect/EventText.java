package io.taskq.cli.inspect;

import io.taskq.json.Json;
import io.taskq.json.JsonNumber;
import io.taskq.json.JsonObject;
import io.taskq.json.JsonString;
import io.taskq.message.PythonRepr;
import io.taskq.text.Visible;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * An event as a line of text, as Celery's own dump writes it. What a task is called stands in its
 * first event alone, so that is remembered for a while. Used by one thread.
 */
final class EventText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private static final int MOST_REMEMBERED = 10_000;
  private static final List<String> ELSEWHERE =
      List.of("type", "hostname", "timestamp", "uuid", "name", "args", "kwargs");

  private final Map<String, String> titles =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /** The line, safe for a terminal. */
  String line(JsonObject event) {
    String type = event.textOf("type").orElse("?");
    String what = type.startsWith("task-") ? task(type, event) : worker(type) + ":";
    String node = event.textOf("hostname").orElse("?");
    return Visible.of("%s [%s] %s %s".formatted(node, time(event), what, fields(event)));
  }

  private String task(String type, JsonObject event) {
    String id = event.textOf("uuid").orElse("?");
    event
        .textOf("name")
        .ifPresent(
            name ->
                titles.put(
                    id,
                    "%s(%s) args=%s kwargs=%s"
                        .formatted(
                            name,
                            id,
                            event.textOf("args").orElse("()"),
                            event.textOf("kwargs").orElse("{}"))));
    return type.replace('-', ' ') + ": " + titles.getOrDefault(id, "(" + id + ")");
  }

  private static String worker(String type) {
    return switch (type) {
      case "worker-online" -> "started";
      case "worker-offline" -> "shutdown";
      case "worker-heartbeat" -> "heartbeat";
      default -> type;
    };
  }

  /** When it happened, in UTC. */
  static Instant at(JsonObject event) {
    if (event.get("timestamp") instanceof JsonNumber number && number.isFinite()) {
      BigDecimal micros = BigDecimal.valueOf(number.doubleValue()).movePointRight(6);
      return Instant.EPOCH.plusNanos(micros.longValue() * 1_000);
    }
    return Instant.EPOCH;
  }

  private static String time(JsonObject event) {
    return TIME.format(at(event).atOffset(ZoneOffset.UTC)) + "+00:00";
  }

  private static String fields(JsonObject event) {
    StringJoiner fields = new StringJoiner(", ");
    new TreeMap<>(event.members())
        .forEach(
            (name, value) -> {
              if (!ELSEWHERE.contains(name)) {
                fields.add(name + "=" + text(value));
              }
            });
    return fields.toString();
  }

  private static String text(Json value) {
    return value instanceof JsonString(String text) ? text : PythonRepr.of(value);
  }
}
