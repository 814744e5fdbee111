package io.taskq.canvas;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import io.taskq.message.Message;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Marks that a sender puts on a task and all that follows it. */
final class Stamps {

  private Stamps() {}

  /** The options by which those of a message are passed on. */
  static Options of(Message message) {
    if (!(message.headers().get("stamped_headers") instanceof JsonArray names)) {
      return Options.NONE;
    }
    JsonObject stamps = message.headers().get("stamps").asObject().orElse(JsonObject.EMPTY);
    JsonObject.Builder options = JsonObject.builder().put("stamped_headers", names);
    for (Json name : names) {
      name.asText().ifPresent(stamp -> options.put(stamp, stamps.get(stamp)));
    }
    return new Options(options.build());
  }

  /** The options with stamps they do not have. */
  static Options pass(Options stamps, Options options) {
    List<String> passed = stamps.stampNames();
    if (passed.isEmpty()) {
      return options;
    }
    Set<String> names = new LinkedHashSet<>(options.stampNames());
    Options all = options;
    for (String name : passed) {
      if (names.add(name)) {
        all = all.with(name, stamps.get(name));
      }
    }
    return all.with("stamped_headers", JsonArray.ofTexts(names));
  }

  /** The header that names them; null when there are none, as Celery writes it. */
  static Json names(Options options) {
    return options.has("stamped_headers") ? options.get("stamped_headers") : JsonNull.NULL;
  }

  /** The header that holds them. */
  static JsonObject values(Options options) {
    JsonObject.Builder values = JsonObject.builder();
    options.stampNames().forEach(name -> values.put(name, options.get(name)));
    return values.build();
  }
}
