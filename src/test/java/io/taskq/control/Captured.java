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
public final class Captured {

  /** The versions of Celery that were listened to. */
  public static final List<String> VERSIONS = List.of("5.2.6", "5.6.3");

  private static final JsonObject COMMANDS = commands("5.6.3");

  private Captured() {}

  /** Every exchange of every version. */
  static Stream<JsonObject> all() {
    return VERSIONS.stream().flatMap(Captured::all);
  }

  /** Every exchange of that version, in order: members request_raw, request_body, replies. */
  public static Stream<JsonObject> all(String version) {
    return commands(version).members().values().stream().flatMap(Captured::objects);
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
    return objects(COMMANDS.get(name)).toList();
  }

  private static Stream<JsonObject> objects(Json array) {
    return array.asArray().orElseThrow().items().stream()
        .map(item -> item.asObject().orElseThrow());
  }

  private static JsonObject commands(String version) {
    String file = "/wire/pidbox-" + version + ".json";
    try (InputStream in = Captured.class.getResourceAsStream(file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Json read = JsonReader.read(text, JsonLimits.ofSize(text.length()));
      return read.asObject().orElseThrow().get("commands").asObject().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
