package io.taskq.canvas;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Calls of one task, so many in each message. */
final class Chunks {

  private Chunks() {}

  /** The group that such a signature stands for. */
  static Signature group(JsonObject json) {
    JsonObject kwargs = json.get("kwargs").asObject().orElse(JsonObject.EMPTY);
    List<Json> calls = kwargs.get("it").asArray().map(JsonArray::items).orElse(List.of());
    long most = kwargs.get("n").asLong().filter(n -> n > 0).orElseThrow(Chunks::wrong);
    List<Signature> parts = new ArrayList<>();
    for (int from = 0; from < calls.size(); from += (int) Math.min(most, calls.size())) {
      int to = (int) Math.min(calls.size(), from + most);
      parts.add(part(kwargs.get("task"), new JsonArray(calls.subList(from, to))));
    }
    JsonObject options = json.get("options").asObject().orElse(JsonObject.EMPTY);
    return Signature.group(parts, options);
  }

  private static Signature part(Json task, JsonArray calls) {
    return Signature.of(
        JsonObject.builder()
            .put("task", "celery.starmap")
            .put("args", JsonArray.EMPTY)
            .put("kwargs", JsonObject.builder().put("task", task).put("it", calls).build())
            .put("options", JsonObject.EMPTY)
            .put("subtask_type", JsonNull.NULL)
            .put("immutable", true)
            .build());
  }

  private static WrongSignature wrong() {
    return new WrongSignature("chunks of no size");
  }
}
