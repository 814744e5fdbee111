package io.taskq.control;

import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import io.taskq.message.Envelope;
import io.taskq.message.RandomId;
import io.taskq.message.Undecodable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Requests and replies as the text that travels. What cannot be read comes out empty. */
final class PidboxCodec {

  /** More than any honest request, and enough for the reply of a node with thousands of tasks. */
  private static final int LARGEST = 4 << 20;

  private static final int TRANSIENT = 1;
  private static final int PERSISTENT = 2;

  /** One node's reply. */
  record Reply(String ticket, long clock, String node, Json answer) {}

  private PidboxCodec() {}

  static Optional<ControlRequest> readRequest(String raw) {
    return open(raw)
        .flatMap(
            envelope ->
                content(envelope).flatMap(body -> ControlRequest.read(body, clock(envelope))));
  }

  /**
   * Writes a request.
   *
   * @param until when the client stops listening
   */
  static String writeRequest(ControlRequest request, Instant until) {
    JsonObject headers =
        JsonObject.builder()
            .put("clock", request.clock())
            .put("expires", until.toEpochMilli() / 1000.0)
            .build();
    JsonObject to =
        JsonObject.builder().put("exchange", "celery.pidbox").put("routing_key", "").build();
    return seal(request.body(), headers, to, PERSISTENT);
  }

  static Optional<Reply> readReply(String raw) {
    return open(raw)
        .flatMap(
            envelope ->
                content(envelope)
                    .flatMap(body -> body.members().entrySet().stream().findFirst())
                    .map(only -> reply(envelope, only)));
  }

  private static Reply reply(Envelope envelope, Map.Entry<String, Json> only) {
    return new Reply(
        envelope.headers().textOf("ticket").orElse(""),
        clock(envelope),
        only.getKey(),
        only.getValue());
  }

  static String writeReply(ReplyBox box, long clock, String node, Json answer) {
    JsonObject headers =
        JsonObject.builder().put("ticket", box.ticket()).put("clock", clock).build();
    JsonObject body = JsonObject.builder().put(node, answer).build();
    return seal(body, headers, box.address(), TRANSIENT);
  }

  private static String seal(JsonObject body, JsonObject headers, JsonObject to, int mode) {
    JsonObject properties =
        JsonObject.builder()
            .put("delivery_mode", mode)
            .put("delivery_info", to)
            .put("priority", 0)
            .put("body_encoding", "base64")
            .put("delivery_tag", RandomId.next())
            .build();
    return new Envelope(body.text(), headers, properties).encode();
  }

  private static Optional<Envelope> open(String raw) {
    try {
      return Optional.of(Envelope.decode(raw, LARGEST));
    } catch (Undecodable e) {
      return Optional.empty();
    }
  }

  private static Optional<JsonObject> content(Envelope envelope) {
    try {
      return envelope.content().asObject();
    } catch (Undecodable e) {
      return Optional.empty();
    }
  }

  private static long clock(Envelope envelope) {
    return envelope.headers().get("clock").asLong().orElse(0L);
  }
}
