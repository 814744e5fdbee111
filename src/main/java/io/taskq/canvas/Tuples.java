package io.taskq.canvas;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import java.util.List;

/** How Celery writes that a task or a group was promised. */
final class Tuples {

  private Tuples() {}

  static Json task(String id) {
    return JsonArray.of(JsonArray.of(Json.of(id), JsonNull.NULL), JsonNull.NULL);
  }

  static Json group(String id, List<Json> members) {
    return JsonArray.of(JsonArray.of(Json.of(id), JsonNull.NULL), new JsonArray(members));
  }

  static boolean isGroup(Json tuple) {
    return tuple instanceof JsonArray pair && pair.size() == 2 && !pair.get(1).isNull();
  }

  /** Where the result of a frozen signature will be. */
  static Json end(Signature frozen) {
    return switch (frozen.kind()) {
      case TASK -> task(frozen.id().orElse(""));
      case CHAIN -> frozen.tasks().isEmpty() ? task("") : end(frozen.tasks().getLast());
      case CHORD -> end(frozen.body());
      case GROUP ->
          group(frozen.id().orElse(""), frozen.tasks().stream().map(Tuples::end).toList());
    };
  }
}
