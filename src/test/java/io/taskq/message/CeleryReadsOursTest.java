package io.taskq.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import io.taskq.testing.Celery;
import io.taskq.testing.WithCelery;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A real Celery worker's own classes look at what the codec wrote. */
@WithCelery
class CeleryReadsOursTest {

  private static final Instant ETA = Instant.parse("2030-01-02T03:04:05.678901Z");

  /** For every line one raw message in, for every line one JSON object out. */
  private static final String PROGRAM =
      """
      import base64, json, sys
      from celery import Celery
      from celery.worker.request import Request
      from kombu.transport.virtual import Message
      from kombu.utils.json import loads

      class Channel:
          def decode_body(self, body, encoding=None):
              return base64.b64decode(body) if encoding == 'base64' else body

      app = Celery()

      @app.task(name='tasks.add')
      def add(*args, **kwargs):
          pass

      for line in sys.stdin:
          message = Message(loads(line), channel=Channel(), accept={'application/json'})
          request = Request(message, app=app, hostname='h', decoded=False, task=add)
          args, kwargs, embed = message.decode()
          print(json.dumps({
              'id': request.id, 'name': request.name, 'args': args, 'kwargs': kwargs,
              'embed': embed, 'tag': message.delivery_tag,
              'routing_key': request.delivery_info['routing_key'],
              'priority': request.delivery_info['priority'],
              'eta': request.eta and request.eta.isoformat(),
              'expires': request.expires and request.expires.isoformat(),
              'time_limits': request.time_limits, 'root_id': request.root_id,
              'parent_id': request.parent_id, 'retries': request.request_dict['retries'],
              'argsrepr': request.argsrepr, 'kwargsrepr': request.kwargsrepr,
              'reply_to': request.reply_to, 'correlation_id': request.correlation_id}))
      """;

  private final MessageCodec codec =
      new MessageCodec(MessageCodec.USUAL_MAX_MESSAGE, ZoneOffset.UTC);

  @Test
  void celery_sees_every_part_of_a_new_message() throws Exception {
    Message message = full();

    JsonObject seen = seen(List.of(codec.encode(message, ETA))).getFirst();

    assertThat(seen.text())
        .isEqualTo(
            JsonObject.builder()
                .put("id", "id \u2603")
                .put("name", "tasks.add")
                .put("args", message.args())
                .put("kwargs", message.kwargs())
                .put("embed", message.embed())
                .put("tag", seen.get("tag"))
                .put("routing_key", "images")
                .put("priority", 7)
                .put("eta", "2030-01-02T03:04:05.678901+00:00")
                .put("expires", "2030-01-02T03:05:05.678901+00:00")
                .put("time_limits", JsonArray.of(Json.of(30), Json.of(2.5)))
                .put("root_id", "id \u2603")
                .put("parent_id", JsonNull.NULL)
                .put("retries", 0)
                .put("argsrepr", "(1, 'h\u00e9 \ud83d\ude00', 1" + "0".repeat(30) + ", None)")
                .put("kwargsrepr", "{'deep': {'list': [1.5]}}")
                .put("reply_to", "me")
                .put("correlation_id", "id \u2603")
                .build()
                .text());
    assertThat(seen.textOf("tag")).hasValueSatisfying(tag -> assertThat(tag).hasSize(36));
  }

  @Test
  void celery_sees_a_retry_as_its_own() throws Exception {
    Message retry = full().retry(ETA.plusSeconds(1));

    JsonObject seen = seen(List.of(codec.encode(retry))).getFirst();

    assertThat(seen.get("retries")).isEqualTo(Json.of(1));
    assertThat(seen.textOf("parent_id")).contains("id \u2603");
    assertThat(seen.textOf("eta")).contains("2030-01-02T03:04:06.678901+00:00");
  }

  @Test
  void celery_reads_every_captured_message_after_we_wrote_it_again() throws Exception {
    List<Vectors.Vector> captured =
        Vectors.all().stream()
            .filter(vector -> vector.body().asArray().isPresent())
            .filter(vector -> !vector.name().contains("compression_bzip2"))
            .filter(vector -> !vector.name().contains("serializer_"))
            .toList();
    List<Message> messages = new ArrayList<>();
    for (Vectors.Vector vector : captured) {
      messages.add(codec.decode(vector.raw()));
    }

    List<JsonObject> seen = seen(messages.stream().map(codec::encode).toList());

    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      assertThat(seen.get(i).textOf("id")).contains(message.id());
      assertThat(seen.get(i).get("args")).as(captured.get(i).name()).isEqualTo(message.args());
      assertThat(seen.get(i).get("kwargs")).isEqualTo(message.kwargs());
      assertThat(seen.get(i).get("embed")).isEqualTo(message.embed());
    }
  }

  private static Message full() {
    return Outgoing.of("tasks.add")
        .id("id \u2603")
        .args(
            Json.parse("[1, \"h\u00e9 \ud83d\ude00\", 1" + "0".repeat(30) + ", null]")
                .asArray()
                .orElseThrow())
        .kwargs(Json.parse("{\"deep\": {\"list\": [1.5]}}").asObject().orElseThrow())
        .queue("images")
        .priority(7)
        .replyTo("me")
        .eta(ETA)
        .expires(ETA.plusSeconds(60))
        .hardLimit(Duration.ofSeconds(30))
        .softLimit(Duration.ofMillis(2500))
        .link(JsonObject.builder().put("task", "tasks.next").build())
        .build();
  }

  private static List<JsonObject> seen(List<String> raws) throws Exception {
    return Celery.run(PROGRAM, String.join("\n", raws) + "\n")
        .lines()
        .map(line -> Json.parse(line).asObject().orElseThrow())
        .toList();
  }
}
