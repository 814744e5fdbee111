package io.taskq.message;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonNumber;
import io.taskq.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Turns raw messages into tasks and tasks into raw messages. Immutable, so thread-safe.
 *
 * <p>Reads what Celery workers accept: protocol 2, protocol 1, and the form between them.
 * Everything read is written again as protocol 2.
 */
public final class MessageCodec {

  /** The most characters or bytes of a body, unless configured otherwise. */
  public static final int USUAL_MAX_MESSAGE = 16 * 1024 * 1024;

  private static final int BODY_PARTS = 3;

  private final int maxMessage;
  private final ZoneId naiveZone;

  /**
   * A codec with the configured limits.
   *
   * @param maxMessage the most bytes a body may have, also after decompression
   * @param naiveZone where a time without zone is local time
   */
  public MessageCodec(int maxMessage, ZoneId naiveZone) {
    this.maxMessage = maxMessage;
    this.naiveZone = naiveZone;
  }

  /**
   * Reads a raw message; the queue is the one its sender wrote into it.
   *
   * @throws Undecodable when it is no task message that can be run
   */
  public Message decode(String raw) throws Undecodable {
    Envelope envelope = Envelope.decode(raw, maxMessage);
    Json body = envelope.content();
    JsonObject headers = envelope.headers();
    Route route = route(envelope.properties());
    if (headers.has("task")) {
      return second(headers, body, route);
    }
    JsonObject first = body.asObject().orElse(JsonObject.EMPTY);
    if (!first.has("task")) {
      throw new Undecodable("no task is named, neither in the headers nor in the body", headers);
    }
    JsonObject translated = Protocol1.headers(headers, first);
    return message(translated, args(first), embed(first), route);
  }

  /**
   * Reads a raw message that was taken from a queue: that queue is where a retry has to go.
   *
   * @throws Undecodable when it is no task message that can be run
   */
  public Message decode(String raw, String queue) throws Undecodable {
    return decode(raw).onQueue(queue);
  }

  /** The raw message to send, with a delivery tag of its own. */
  public String encode(Message message) {
    return envelope(message).encode();
  }

  /** The raw message to send now: also says how long it has to live, when it expires. */
  public String encode(Message message, Instant now) {
    Envelope envelope = envelope(message);
    Optional<Instant> expires = message.expires();
    if (expires.isEmpty()) {
      return envelope.encode();
    }
    long left = Math.max(0, expires.get().toEpochMilli() - now.toEpochMilli());
    JsonObject properties =
        envelope.properties().with().put("expiration", Long.toString(left)).build();
    return new Envelope(envelope.body(), envelope.headers(), properties).encode();
  }

  private Message second(JsonObject headers, Json body, Route route) throws Undecodable {
    if (body instanceof JsonObject hybrid && hybrid.has("args")) {
      return message(headers, args(hybrid), embed(hybrid), route);
    }
    if (!(body instanceof JsonArray parts)) {
      throw new Undecodable("the body is not an array of args, kwargs and embed", headers);
    }
    if (parts.size() != BODY_PARTS) {
      throw new Undecodable(
          "the body has " + parts.size() + " parts instead of args, kwargs and embed", headers);
    }
    return message(headers, parts, parts.get(2), route);
  }

  /** Args and kwargs of a body that is an object, in the places where protocol 2 has them. */
  private static JsonArray args(JsonObject body) {
    return JsonArray.of(
        body.has("args") ? body.get("args") : JsonArray.EMPTY,
        body.has("kwargs") ? body.get("kwargs") : JsonObject.EMPTY);
  }

  private static JsonObject embed(JsonObject body) {
    return JsonObject.builder()
        .put("callbacks", body.get("callbacks"))
        .put("errbacks", body.get("errbacks"))
        .put("chain", body.get("chain"))
        .put("chord", body.get("chord"))
        .build();
  }

  private Message message(JsonObject headers, JsonArray parts, Json embed, Route route)
      throws Undecodable {
    String id = id(headers);
    String task = headers.textOf("task").filter(name -> !name.isEmpty()).orElse(null);
    if (task == null) {
      throw new Undecodable("header task is not a name", headers);
    }
    Optional<String> wrong = Headers.whatIsWrong(headers);
    if (wrong.isPresent()) {
      throw new Undecodable(wrong.get(), headers);
    }
    JsonArray args = parts.get(0).asArray().orElse(null);
    JsonObject kwargs = parts.get(1).asObject().orElse(null);
    if (args == null || kwargs == null) {
      throw new Undecodable(
          args == null ? "args is not an array" : "kwargs is not an object", headers);
    }
    if (!embed.isNull() && embed.asObject().isEmpty()) {
      throw new Undecodable("the third part of the body is not an object", headers);
    }
    JsonObject links = embed.asObject().orElse(JsonObject.EMPTY);
    return new Message(id, task, args, kwargs, links, settled(headers, id), route);
  }

  private static String id(JsonObject headers) throws Undecodable {
    Optional<String> id = Headers.text(headers, "id");
    if (id.isEmpty()) {
      throw new Undecodable("header id is not a task id", headers);
    }
    Optional<String> wrong = Headers.whatIsWrongWithId(id.get());
    if (wrong.isPresent()) {
      throw new Undecodable(wrong.get(), headers);
    }
    return id.get();
  }

  /** The headers as they are kept: times have a zone, and nothing speaks of the old body. */
  private JsonObject settled(JsonObject headers, String id) throws Undecodable {
    JsonObject settled = withZone(withZone(headers, "eta"), "expires");
    if (headers.has("compression")) {
      settled = settled.with().remove("compression").build();
    }
    boolean asText = headers.get("id") instanceof JsonNumber;
    return asText ? settled.with().put("id", id).build() : settled;
  }

  private JsonObject withZone(JsonObject headers, String name) throws Undecodable {
    Json value = headers.get(name);
    if (value instanceof JsonNull) {
      return headers;
    }
    Optional<Instant> time = value.asText().flatMap(text -> IsoTime.parse(text, naiveZone));
    if (time.isEmpty()) {
      throw new Undecodable("header " + name + " is not a time: " + Headers.shown(value), headers);
    }
    boolean naive = value.asText().map(IsoTime::isNaive).orElse(false);
    return naive ? headers.with().put(name, IsoTime.format(time.get())).build() : headers;
  }

  private static Route route(JsonObject properties) {
    JsonObject info = properties.get("delivery_info").asObject().orElse(JsonObject.EMPTY);
    int priority = properties.get("priority").asLong().map(p -> Math.clamp(p, 0, 9)).orElse(0);
    Optional<String> replyTo = properties.textOf("reply_to").filter(to -> !to.isEmpty());
    return new Route(info.textOf("routing_key").orElse(""), priority, replyTo);
  }

  private static Envelope envelope(Message message) {
    JsonArray body = JsonArray.of(message.args(), message.kwargs(), message.embed());
    Route route = message.route();
    JsonObject info =
        JsonObject.builder().put("exchange", "").put("routing_key", route.queue()).build();
    JsonObject properties =
        JsonObject.builder()
            .put("correlation_id", message.id())
            .put("reply_to", route.replyTo().orElse(""))
            .put("delivery_mode", 2)
            .put("delivery_info", info)
            .put("priority", route.priority())
            .put("body_encoding", "base64")
            .put("delivery_tag", Tags.next())
            .build();
    return new Envelope(body.text(), message.headers(), properties);
  }
}
