package io.taskq.message;

import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import java.util.Set;

/** Translates Celery's first protocol, where everything is in the body, into headers. */
final class Protocol1 {

  /** What is not a header in protocol 2. */
  private static final Set<String> NOT_HEADERS =
      Set.of("args", "kwargs", "callbacks", "errbacks", "chain", "chord", "taskset", "utc");

  private Protocol1() {}

  /** The headers that protocol 2 would have, for a body of protocol 1. */
  static JsonObject headers(JsonObject headers, JsonObject body) {
    JsonObject.Builder all = headers.with();
    body.members()
        .forEach(
            (name, value) -> {
              if (!NOT_HEADERS.contains(name)) {
                all.put(name, value);
              }
            });
    all.put("lang", "py");
    all.put("group", first(body.get("group"), body.get("taskset")));
    all.put("root_id", first(body.get("root_id"), body.get("id")));
    return all.build();
  }

  private static Json first(Json value, Json otherwise) {
    return value.isNull() ? otherwise : value;
  }
}
