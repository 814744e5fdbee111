package io.taskq.canvas;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import java.util.Arrays;

/** Signatures as clients write them. */
public final class Sigs {

  private Sigs() {}

  /** A task with these options, as JSON. */
  public static JsonObject task(String name, String options, Json... args) {
    return Canvas.signature(name)
        .with()
        .put("args", JsonArray.of(args))
        .put("options", Json.parse(options))
        .build();
  }

  public static JsonObject immutable(JsonObject signature) {
    return signature.with().put("immutable", true).build();
  }

  public static JsonObject chain(String options, JsonObject... steps) {
    return compound("chain", options).put("kwargs", tasks(steps)).build();
  }

  public static JsonObject group(String options, JsonObject... members) {
    return compound("group", options).put("kwargs", tasks(members)).build();
  }

  public static JsonObject chord(String options, JsonObject header, JsonObject body) {
    JsonObject kwargs =
        JsonObject.builder()
            .put("kwargs", JsonObject.EMPTY)
            .put("header", header)
            .put("body", body)
            .build();
    return compound("chord", options).put("kwargs", kwargs).build();
  }

  private static JsonObject tasks(JsonObject... tasks) {
    return JsonObject.builder().put("tasks", array(tasks)).build();
  }

  public static JsonArray array(JsonObject... items) {
    return new JsonArray(Arrays.asList(items));
  }

  private static JsonObject.Builder compound(String type, String options) {
    return Canvas.signature("celery." + type)
        .with()
        .put("subtask_type", type)
        .put("options", Json.parse(options));
  }
}
