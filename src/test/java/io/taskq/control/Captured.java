package io.taskq.control;

import io.taskq.json.Json;
import io.taskq.json.JsonLimits;
import io.taskq.json.JsonObject;
import io.taskq.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What a real Celery worker and client said to each other. */
final class Captured {

  private static final JsonObject COMMANDS = read().get("commands").asObject().orElseThrow();

  private Captured() {}

  /** Every exchange: members request_raw, request_body, replies. */
  static Stream<JsonObject> all() {
    return COMMANDS.members().keySet().stream().flatMap(name -> exchanges(name).stream());
  }

  static JsonObject exchange(String name) {
    return exchanges(name).getFirst();
  }

  /** What the one worker replied in the first exchange of this name. */
  static Json answer(String name) {
    return exchange(name)
        .get("replies")
        .asArray()
        .orElseThrow()
        .get(0)
        .asObject()
        .orElseThrow()
        .get("reply_body")
        .asObject()
        .orElseThrow()
        .get("w1@wirehost");
  }

  private static List<JsonObject> exchanges(String name) {
    return COMMANDS.get(name).asArray().orElseThrow().items().stream()
        .map(exchange -> exchange.asObject().orElseThrow())
        .toList();
  }

  private static JsonObject read() {
    try (InputStream in = Captured.class.getResourceAsStream("/wire/pidbox-5.6.3.json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return JsonReader.read(text, JsonLimits.ofSize(text.length())).asObject().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
