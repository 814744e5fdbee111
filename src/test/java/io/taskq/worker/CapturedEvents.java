package io.taskq.worker;

import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import io.taskq.testing.Likeness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The events of each type, as Celery's own workers and clients of two versions sent them. */
final class CapturedEvents {

  private static final Path FOLDER = Path.of("src/test/resources/wire");

  private CapturedEvents() {}

  static Map<String, List<JsonObject>> byType() throws IOException {
    Map<String, List<JsonObject>> events = new TreeMap<>();
    for (String version : List.of("5.2.6", "5.6.3")) {
      String text = Files.readString(FOLDER.resolve("events-" + version + ".json"));
      object(object(Json.parse(text)).get("events"))
          .members()
          .forEach(
              (type, all) ->
                  events.computeIfAbsent(type, t -> new ArrayList<>()).addAll(events(all)));
    }
    return events;
  }

  private static List<JsonObject> events(Json captured) {
    return captured.asArray().orElseThrow().items().stream()
        .map(one -> object(object(one).get("event")))
        .toList();
  }

  /** In what ours differs from those of Celery. */
  static SortedSet<String> differences(List<JsonObject> captured, JsonObject ours) {
    SortedSet<String> differences = new TreeSet<>();
    for (JsonObject theirs : captured) {
      String type = theirs.textOf("type").orElseThrow();
      differences.addAll(Likeness.differences(type, theirs, ours, Set.of()));
    }
    return differences;
  }

  private static JsonObject object(Json value) {
    return value.asObject().orElseThrow();
  }
}
