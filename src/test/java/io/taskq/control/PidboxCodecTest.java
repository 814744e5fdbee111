package io.taskq.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import io.taskq.message.Envelope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PidboxCodecTest {

  private static final ReplyBox BOX = new ReplyBox("the-ticket", "the-client");

  @Test
  void every_captured_request_is_read() {
    Captured.all()
        .forEach(
            exchange -> {
              JsonObject body = exchange.get("request_body").asObject().orElseThrow();

              ControlRequest read =
                  PidboxCodec.readRequest(exchange.textOf("request_raw").orElseThrow())
                      .orElseThrow();

              assertThat(read.method()).isEqualTo(body.textOf("method").orElseThrow());
              assertThat(read.arguments()).isEqualTo(body.get("arguments"));
              assertThat(read.body()).isEqualTo(body);
            });
  }

  @Test
  void every_captured_reply_is_read() {
    Captured.all()
        .flatMap(exchange -> exchange.get("replies").asArray().orElseThrow().items().stream())
        .map(reply -> reply.asObject().orElseThrow())
        .forEach(
            reply -> {
              JsonObject body = reply.get("reply_body").asObject().orElseThrow();

              PidboxCodec.Reply read =
                  PidboxCodec.readReply(reply.textOf("reply_raw").orElseThrow()).orElseThrow();

              assertThat(body.members()).containsEntry(read.node(), read.answer());
            });
  }

  @Test
  void a_request_of_ours_has_the_members_of_celerys() throws Exception {
    JsonObject captured = envelope(Captured.exchange("inspect_ping"));
    ControlRequest ping =
        new ControlRequest("ping", JsonObject.EMPTY, Audience.EVERYBODY, Optional.of(BOX), 7);

    String raw = PidboxCodec.writeRequest(ping, Instant.parse("2030-01-01T00:00:01.500Z"));

    assertSameShape(Json.parse(raw).asObject().orElseThrow(), captured);
    Envelope read = Envelope.decode(raw, 10_000);
    assertThat(read.headers().get("expires").text()).isEqualTo("1.8934560015E9");
    assertThat(read.content().text())
        .isEqualTo(
            "{\"method\": \"ping\", \"arguments\": {}, \"destination\": null, \"pattern\": null,"
                + " \"matcher\": null, \"ticket\": \"the-ticket\", \"reply_to\": {\"exchange\":"
                + " \"reply.celery.pidbox\", \"routing_key\": \"the-client\"}}");
  }

  @Test
  void a_reply_of_ours_has_the_members_of_celerys() {
    JsonObject captured =
        Json.parse(
                Captured.exchange("inspect_ping")
                    .get("replies")
                    .asArray()
                    .orElseThrow()
                    .get(0)
                    .asObject()
                    .orElseThrow()
                    .textOf("reply_raw")
                    .orElseThrow())
            .asObject()
            .orElseThrow();

    String raw = PidboxCodec.writeReply(BOX, 9, "w1@host", ControlCommands.ok("pong"));

    assertSameShape(Json.parse(raw).asObject().orElseThrow(), captured);
    assertThat(PidboxCodec.readReply(raw))
        .contains(
            new PidboxCodec.Reply("the-ticket", 9, "w1@host", Json.parse("{\"ok\": \"pong\"}")));
  }

  @Test
  void what_is_no_request_comes_out_empty() {
    for (String broken :
        List.of(
            "",
            "nonsense",
            "{}",
            "[]",
            "{\"body\": \"!!\", \"headers\": {}, \"properties\": {\"body_encoding\": \"base64\"}}",
            "{\"body\": \"[]\", \"headers\": {}, \"properties\": {}}",
            "{\"body\": \"{}\", \"headers\": {}, \"properties\": {}}",
            "{\"body\": \"{\\\"method\\\": 5}\", \"headers\": {}, \"properties\": {}}")) {
      assertThat(PidboxCodec.readRequest(broken)).as(broken).isEmpty();
      assertThat(PidboxCodec.readReply(broken)).as(broken).isEmpty();
    }
  }

  @Test
  void a_reply_is_never_sent_to_a_list_that_is_no_reply_box() {
    JsonObject body =
        JsonObject.builder()
            .put("method", "ping")
            .put("ticket", "t")
            .put(
                "reply_to",
                JsonObject.builder().put("exchange", "celery").put("routing_key", "q").build())
            .build();

    assertThat(ControlRequest.read(body, 0).orElseThrow().replyTo()).isEmpty();
  }

  private static void assertSameShape(JsonObject ours, JsonObject captured) {
    assertThat(ours.members().keySet()).containsExactlyElementsOf(captured.members().keySet());
    for (String part : List.of("headers", "properties")) {
      assertThat(ours.get(part).asObject().orElseThrow().members().keySet())
          .containsExactlyElementsOf(
              captured.get(part).asObject().orElseThrow().members().keySet());
    }
  }

  private static JsonObject envelope(JsonObject exchange) {
    return Json.parse(exchange.textOf("request_raw").orElseThrow()).asObject().orElseThrow();
  }
}
