package io.taskq.message;

import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import io.taskq.json.JsonString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What real Celery clients put into Redis, captured in files. */
final class Vectors {

  private Vectors() {}

  /**
   * One captured message.
   *
   * @param name version and kind, as in {@code 5.6.3/plain}
   * @param list the Redis list it was in
   * @param raw the list element
   * @param body what Celery reads from its body, or text when that is not JSON
   */
  record Vector(String name, String list, String raw, Json body) {

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Vector> all() {
    return Stream.of("5.2.6", "5.6.3").flatMap(Vectors::ofVersion).toList();
  }

  static Vector named(String name) {
    return all().stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow();
  }

  static Json file(String name) {
    return Json.parse(text(path(name)));
  }

  static List<String> lines(String name) {
    return text(path(name)).lines().toList();
  }

  private static Stream<Vector> ofVersion(String version) {
    try (Stream<Path> files = Files.list(path("messages-" + version))) {
      return files.sorted().toList().stream().flatMap(file -> ofFile(version, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Vector> ofFile(String version, Path file) {
    JsonObject captured = Json.parse(text(file)).asObject().orElseThrow();
    String kind = version + "/" + file.getFileName().toString().replace(".json", "");
    return captured.get("messages").asArray().orElseThrow().items().stream()
        .map(Json::asObject)
        .map(o -> o.orElseThrow())
        .map(m -> new Vector(kind, member(m, "list_key"), member(m, "raw"), m.get("decoded_body")));
  }

  private static String member(JsonObject message, String name) {
    return ((JsonString) message.get(name)).value();
  }

  private static Path path(String name) {
    try {
      URL url = Vectors.class.getResource("/wire/" + name);
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
