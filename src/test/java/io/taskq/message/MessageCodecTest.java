package io.taskq.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageCodecTest {

  private static final Instant ETA = Instant.parse("2030-01-02T03:04:05.678901Z");

  private final MessageCodec codec =
      new MessageCodec(MessageCodec.USUAL_MAX_MESSAGE, ZoneOffset.UTC);

  @Test
  void a_new_message_has_every_header_and_property_of_celery() throws Exception {
    Message message = Outgoing.of("tasks.add").origin(4711, "alpha").build();

    JsonObject sent = Json.parse(codec.encode(message)).asObject().orElseThrow();

    JsonObject celery = Json.parse(Vectors.named("5.6.3/plain").raw()).asObject().orElseThrow();
    assertThat(sent.members().keySet()).containsExactlyElementsOf(celery.members().keySet());
    for (String part : List.of("headers", "properties")) {
      assertThat(names(sent, part)).containsExactlyElementsOf(names(celery, part));
    }
    assertThat(message.headers().get("origin")).isEqualTo(Json.of("gen4711@alpha"));
    assertThat(message.headers().get("lang")).isEqualTo(Json.of("java"));
  }

  @Test
  void a_message_that_asks_for_it_is_packed_and_reads_the_same() throws Exception {
    JsonArray args = JsonArray.ofTexts(List.of("taskq ".repeat(50)));
    Message plain = Outgoing.of("add").args(args).build();

    String packed = codec.encode(plain.withHeader("compression", Json.of("application/x-gzip")));

    assertThat(packed).hasSizeLessThan(codec.encode(plain).length());
    assertThat(codec.decode(packed)).isEqualTo(codec.decode(codec.encode(plain)));
  }

  @Test
  void what_would_pass_for_a_bomb_or_asks_for_another_packing_is_sent_as_it_is() throws Exception {
    JsonArray args = JsonArray.ofTexts(List.of(" ".repeat(2 << 20)));
    Message flat = Outgoing.of("add").args(args).build();

    for (String name : List.of("application/x-gzip", "application/x-bz2")) {
      String raw = codec.encode(flat.withHeader("compression", Json.of(name)));
      assertThat(codec.decode(raw)).isEqualTo(flat);
    }
  }

  @Test
  void what_was_built_is_read_back() throws Exception {
    Message built =
        Outgoing.of("resize")
            .id("r-1")
            .args(JsonArray.ofTexts(List.of("a.png", "\u2603")))
            .kwargs(
                JsonObject.builder()
                    .put("size", 1.5)
                    .put("big", Json.parse("1" + "0".repeat(40)))
                    .build())
            .queue("images")
            .priority(7)
            .replyTo("me")
            .eta(ETA)
            .expires(ETA.plusSeconds(60))
            .hardLimit(Duration.ofSeconds(30))
            .softLimit(Duration.ofMillis(2500))
            .link(JsonObject.builder().put("task", "next").build())
            .header("x-tenant", Json.of("acme"))
            .build();

    Message read = codec.decode(codec.encode(built));

    assertThat(read).isEqualTo(built);
    assertThat(read.eta()).contains(ETA);
    assertThat(read.expires()).contains(ETA.plusSeconds(60));
    assertThat(read.hardLimit()).contains(Duration.ofSeconds(30));
    assertThat(read.softLimit()).contains(Duration.ofMillis(2500));
    assertThat(read.route().priority()).isEqualTo(7);
    assertThat(read.attempt()).isEqualTo(1);
  }

  @Test
  void every_sending_has_a_delivery_tag_of_its_own() {
    Message message = Outgoing.of("tasks.add").build();

    assertThat(tag(codec.encode(message)))
        .isNotEqualTo(tag(codec.encode(message)))
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  }

  @Test
  void a_message_that_expires_says_how_long_it_has_to_live() {
    Message message = Outgoing.of("tasks.add").expires(ETA).build();

    JsonObject sent =
        Json.parse(codec.encode(message, ETA.minusSeconds(60))).asObject().orElseThrow();

    JsonObject properties = sent.get("properties").asObject().orElseThrow();
    assertThat(properties.get("expiration")).isEqualTo(Json.of("60000"));
  }

  @Test
  void a_retry_is_the_same_message_with_one_attempt_more() throws Exception {
    Message first = codec.decode(Vectors.named("5.6.3/custom_header").raw());

    Message second = first.retry(ETA);

    JsonObject expected =
        first
            .headers()
            .with()
            .put("retries", 1)
            .put("eta", "2030-01-02T03:04:05.678901+00:00")
            .put("parent_id", first.id())
            .build();
    assertThat(second.headers()).isEqualTo(expected);
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.embed()).isEqualTo(first.embed());
    assertThat(second.route()).isEqualTo(first.route());
    assertThat(codec.decode(codec.encode(second))).isEqualTo(second);
    assertThat(second.retry(ETA).attempt()).isEqualTo(3);
  }

  @Test
  void a_retry_keeps_the_queue_the_message_was_taken_from() throws Exception {
    String raw = Vectors.named("5.6.3/plain").raw();

    Message message = codec.decode(raw, "moved-here").retry(ETA);

    assertThat(codec.decode(codec.encode(message)).route().queue()).isEqualTo("moved-here");
  }

  @Test
  void a_time_without_zone_is_local_time_in_the_configured_zone() throws Exception {
    MessageCodec shanghai = new MessageCodec(1000, ZoneId.of("Asia/Shanghai"));
    String raw = Vectors.named("5.6.3/eta_naive").raw();

    Message message = shanghai.decode(raw);

    assertThat(message.eta()).contains(Instant.parse("2030-01-01T19:04:05Z"));
    assertThat(message.headers().textOf("eta")).contains("2030-01-01T19:04:05.000000+00:00");
  }

  @Test
  void a_time_with_a_zone_is_passed_on_as_it_came() throws Exception {
    Message message = codec.decode(Vectors.named("5.6.3/eta_plus2").raw());

    assertThat(message.headers().textOf("eta"))
        .hasValueSatisfying(t -> assertThat(t).endsWith("+02:00"));
    assertThat(message.eta()).contains(Instant.parse("2030-01-02T01:04:05Z"));
  }

  @Test
  void a_message_of_the_first_protocol_is_passed_on_as_one_of_the_second() throws Exception {
    Message message = codec.decode(Vectors.named("5.6.3/proto1_link").raw());

    assertThat(message.headers().members())
        .containsKeys("task", "id", "retries", "timelimit", "root_id")
        .doesNotContainKeys("args", "kwargs", "callbacks", "taskset", "utc");
    assertThat(message.embed().get("callbacks").asArray()).isPresent();
  }

  @Test
  void an_expired_message_knows_it() {
    Message message = Outgoing.of("tasks.add").expires(ETA).build();

    assertThat(message.isExpired(ETA)).isFalse();
    assertThat(message.isExpired(ETA.plusMillis(1))).isTrue();
    assertThat(Outgoing.of("tasks.add").build().isExpired(ETA)).isFalse();
  }

  @Test
  void values_with_a_python_type_stay_as_they_are() throws Exception {
    Message message = codec.decode(Vectors.named("5.6.3/types_dates").raw());

    assertThat(message.args().get(0).text()).startsWith("{\"__type__\": \"datetime\"");
    assertThat(codec.decode(codec.encode(message)).args()).isEqualTo(message.args());
  }

  @Test
  void hidden_arguments_are_shown_as_stars_and_sent_as_they_are() throws Exception {
    JsonObject kwargs = JsonObject.builder().put("password", "s3cret").put("to", "yun").build();

    Message message = Outgoing.of("login").kwargs(kwargs).hide(Set.of("password")).build();

    assertThat(message.kwargsRepr()).isEqualTo("{'password': '***', 'to': 'yun'}");
    assertThat(codec.decode(codec.encode(message)).kwargs()).isEqualTo(kwargs);
  }

  @Test
  void a_limit_of_zero_is_none() throws Exception {
    JsonArray limits = JsonArray.of(Json.of(0), JsonNull.NULL);
    Message message = Outgoing.of("tasks.add").header("timelimit", limits).build();

    assertThat(codec.decode(codec.encode(message)).hardLimit()).isEmpty();
  }

  @Test
  void the_last_of_two_members_with_one_name_wins() throws Exception {
    String raw =
        """
        {"body": "[[], {}, {}]", "content-type": "application/json", "properties": {},
         "headers": {"task": "a", "id": "1", "task": "b"}}\
        """;

    assertThat(codec.decode(raw).task()).isEqualTo("b");
  }

  private static Set<String> names(JsonObject sent, String part) {
    return sent.get(part).asObject().orElseThrow().members().keySet();
  }

  private static String tag(String raw) {
    JsonObject sent = Json.parse(raw).asObject().orElseThrow();
    return sent.get("properties").asObject().flatMap(p -> p.textOf("delivery_tag")).orElseThrow();
  }
}
