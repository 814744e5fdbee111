package io.taskq.control;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One request to workers, as it travels on the pidbox channel.
 *
 * @param method the name of the command
 * @param arguments the command's keyword arguments
 * @param audience the nodes that shall answer
 * @param replyTo where a reply goes; absent when none is wanted
 * @param clock the logical clock of the sender
 */
public record ControlRequest(
    String method,
    JsonObject arguments,
    Audience audience,
    Optional<ReplyBox> replyTo,
    long clock) {

  /** Reads a request's body; empty when it is none. */
  static Optional<ControlRequest> read(JsonObject body, long clock) {
    return body.textOf("method")
        .map(
            method ->
                new ControlRequest(
                    method,
                    body.get("arguments").asObject().orElse(JsonObject.EMPTY),
                    new Audience(
                        names(body.get("destination")),
                        body.textOf("pattern"),
                        body.textOf("matcher")),
                    ReplyBox.read(body),
                    clock));
  }

  /** The request's body, with all members that Celery sends. */
  JsonObject body() {
    JsonObject.Builder body =
        JsonObject.builder()
            .put("method", method)
            .put("arguments", arguments)
            .put("destination", destination())
            .put("pattern", audience.pattern())
            .put("matcher", audience.matcher());
    replyTo.ifPresent(box -> box.writeTo(body));
    return body.build();
  }

  private Json destination() {
    return audience.names().isEmpty() ? JsonNull.NULL : JsonArray.ofTexts(audience.names());
  }

  private static List<String> names(Json destination) {
    List<String> names = new ArrayList<>();
    destination.asText().ifPresent(names::add);
    destination
        .asArray()
        .ifPresent(items -> items.forEach(item -> item.asText().ifPresent(names::add)));
    return names;
  }
}
