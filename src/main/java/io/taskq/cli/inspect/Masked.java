package io.taskq.cli.inspect;

import io.taskq.config.Secrets;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.json.JsonString;
import java.util.Collection;

/** Replies without their secrets: a node of another version or make may not have masked them. */
final class Masked {

  private static final Json STARS = Json.of("***");

  private Masked() {}

  /** The value with hidden members and passwords in addresses shown as stars. */
  static Json of(Json value, Collection<String> hide) {
    return switch (value) {
      case JsonObject object -> {
        JsonObject.Builder masked = JsonObject.builder();
        object
            .members()
            .forEach(
                (name, member) -> masked.put(name, hide.contains(name) ? STARS : of(member, hide)));
        yield masked.build();
      }
      case JsonArray array ->
          new JsonArray(array.items().stream().map(item -> of(item, hide)).toList());
      case JsonString(String text) -> Json.of(Secrets.maskUrls(text));
      default -> value;
    };
  }
}
