package io.taskq.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bad messages that were tried on real Celery workers, by the names of those tries. */
class MalformedMessagesTest {

  private static final String BODY = "[[2, 3], {}, {\"callbacks\": null}]";
  private static final int LIMIT = 4 * 1024 * 1024;

  /** What taskq says to those a Celery worker did not run. */
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry(
              "body_two_items_only", "the body has 2 parts instead of args, kwargs and embed"),
          Map.entry("kwargs_null", "kwargs is not an object"),
          Map.entry("eta_garbage", "header eta is not a time: 'tomorrow'"),
          Map.entry("eta_number", "header eta is not a time: 1577934245"),
          Map.entry("content_type_missing", "the envelope has no content-type"),
          Map.entry("headers_missing", "no task is named, neither in the headers nor in the body"),
          Map.entry("body_not_base64", "the body is not base64"),
          Map.entry("body_not_json", "the body is not JSON: "),
          Map.entry("properties_missing", "the envelope has no properties"),
          Map.entry("not_json_at_all", "the message is not JSON: "));

  private final MessageCodec codec = new MessageCodec(LIMIT, ZoneOffset.UTC);

  static List<String> cases() {
    return Vectors.file("malformed-outcomes-5.6.3.json").asArray().orElseThrow().items().stream()
        .map(outcome -> outcome.asObject().orElseThrow().textOf("case").orElseThrow())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void what_celery_runs_is_read_and_the_rest_is_refused_with_a_reason(String name)
      throws Exception {
    String raw = malformed(name);

    if (REASONS.containsKey(name)) {
      assertThatThrownBy(() -> codec.decode(raw))
          .isInstanceOf(Undecodable.class)
          .hasMessageStartingWith(REASONS.get(name));
    } else {
      Message message = codec.decode(raw, "celery");
      assertThat(message.task()).isEqualTo("tasks.add");
      assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
    }
  }

  @Test
  void a_message_of_which_only_the_body_is_bad_still_tells_its_id_and_task() {
    String raw = raw(headers(), "[[2, 3], null, {}]");

    assertThatThrownBy(() -> codec.decode(raw))
        .isInstanceOfSatisfying(
            Undecodable.class,
            e -> {
              assertThat(e.taskId()).contains("f0000000-0000-0000-0000-000000000001");
              assertThat(e.task()).contains("tasks.add");
            });
  }

  @Test
  void a_few_kilobytes_that_unpack_to_gigabytes_are_refused() {
    assertThatThrownBy(() -> codec.decode(packed(zeros(3))))
        .isInstanceOf(Undecodable.class)
        .hasMessage("the body decompresses to more than 200 times its size");
    assertThatThrownBy(() -> codec.decode(packed(zeros(200)))).isInstanceOf(Undecodable.class);
  }

  @Test
  void refusing_a_hostile_message_takes_bounded_memory() {
    List<String> hostile =
        List.of(
            packed(zeros(200)),
            raw(headers(), "[" + "{},".repeat(1_300_000) + "{}]"),
            raw(headers(), "[" + "[".repeat(LIMIT - 10)),
            "x".repeat(10 * LIMIT));

    for (String raw : hostile) {
      long before = allocated();
      assertThatThrownBy(() -> codec.decode(raw)).isInstanceOf(Undecodable.class);
      assertThat(allocated() - before).isLessThan(160L << 20);
    }
  }

  @Test
  void a_compressed_body_over_the_limit_is_refused() {
    MessageCodec small = new MessageCodec(100_000, ZoneOffset.UTC);

    assertThatThrownBy(() -> small.decode(packed(zeros(1))))
        .isInstanceOf(Undecodable.class)
        .hasMessage("the decompressed body is over the limit of 100000 bytes");
  }

  @Test
  void a_compressed_body_that_is_cut_is_refused() {
    byte[] whole = zeros(1);

    assertThatThrownBy(() -> codec.decode(packed(Arrays.copyOf(whole, whole.length / 2))))
        .isInstanceOf(Undecodable.class)
        .hasMessage("the compressed body ends too early");
  }

  @Test
  void deep_and_large_messages_are_refused() {
    for (String body :
        List.of(
            "[".repeat(300),
            "[" + "[],".repeat(600_000) + "[]]",
            "[[" + "1".repeat(5000) + "], {}, {}]",
            "[[\"" + "x".repeat(LIMIT) + "\"], {}, {}]")) {
      assertThatThrownBy(() -> codec.decode(raw(headers(), body)))
          .as(body.substring(0, 40))
          .isInstanceOf(Undecodable.class);
    }
  }

  @Test
  void an_id_that_cannot_name_a_result_is_refused() {
    for (String id : List.of("", "a\nb", "x".repeat(256), "\u00e9".repeat(128), "half\ud83d")) {
      JsonObject headers = headers().with().put("id", id).build();
      assertThatThrownBy(() -> codec.decode(raw(headers, BODY)))
          .isInstanceOfSatisfying(
              Undecodable.class, e -> assertThat(e.taskId()).as("usable id").isEmpty());
    }
  }

  @Test
  void any_other_id_is_accepted() throws Exception {
    for (String id : List.of("../../x", "with space", "\u2603", "\ud83d\ude00", "x".repeat(255))) {
      JsonObject headers = headers().with().put("id", id).build();
      assertThat(codec.decode(raw(headers, BODY)).id()).isEqualTo(id);
    }
  }

  @Test
  void headers_of_the_wrong_type_are_refused_when_they_decide_something() {
    for (String wrong :
        List.of(
            "{\"retries\": \"1\"}",
            "{\"retries\": -1}",
            "{\"retries\": 1e99}",
            "{\"retries\": 99999999999999999999}",
            "{\"timelimit\": 5}",
            "{\"timelimit\": [1]}",
            "{\"timelimit\": [\"1\", null]}",
            "{\"timelimit\": [NaN, null]}",
            "{\"task\": null}",
            "{\"task\": \"\"}",
            "{\"id\": null}",
            "{\"id\": {}}")) {
      JsonObject.Builder headers = headers().with();
      Json.parse(wrong).asObject().orElseThrow().members().forEach(headers::put);
      assertThatThrownBy(() -> codec.decode(raw(headers.build(), BODY)))
          .as(wrong)
          .isInstanceOf(Undecodable.class);
    }
  }

  @Test
  void headers_of_the_wrong_type_that_decide_nothing_read_as_absent() throws Exception {
    JsonObject headers =
        headers()
            .with()
            .put("group", JsonArray.EMPTY)
            .put("root_id", true)
            .put("shadow", 5)
            .put("parent_id", JsonObject.EMPTY)
            .put("ignore_result", "yes")
            .build();

    Message message = codec.decode(raw(headers, BODY));

    assertThat(message.group()).isEmpty();
    assertThat(message.rootId()).isEqualTo(message.id());
    assertThat(message.displayName()).isEqualTo("tasks.add");
    assertThat(message.parentId()).isEmpty();
    assertThat(message.ignoreResult()).isEmpty();
  }

  @Test
  void base64_with_line_breaks_is_read_as_python_reads_it() {
    String body = Base64.getMimeEncoder(20, new byte[] {'\n'}).encodeToString(bytes(BODY));
    String raw = envelope(headers(), properties(), body);

    assertThatCode(() -> codec.decode(raw)).doesNotThrowAnyException();
  }

  private static String malformed(String name) {
    JsonObject.Builder headers = headers().with();
    JsonObject.Builder properties = properties().with();
    String body = BODY;
    switch (name) {
      case "min_headers_task_id_only" -> {
        JsonObject all = headers.build();
        headers = JsonObject.builder().put("task", all.get("task")).put("id", all.get("id"));
      }
      case "lang_java" -> headers.put("lang", "java");
      case "no_correlation_id_reply_to" -> properties.remove("correlation_id").remove("reply_to");
      case "no_priority_delivery_mode" -> properties.remove("priority").remove("delivery_mode");
      case "embed_null" -> body = "[[2, 3], {}, null]";
      case "embed_empty_object" -> body = "[[2, 3], {}, {}]";
      case "body_two_items_only" -> body = "[[2, 3], {}]";
      case "kwargs_null" -> body = "[[2, 3], null, {}]";
      case "timelimit_missing" -> headers.remove("timelimit");
      case "timelimit_null" -> headers.put("timelimit", JsonNull.NULL);
      case "eta_past_Z_suffix" -> headers.put("eta", "2020-01-02T03:04:05Z");
      case "eta_past_no_tz" -> headers.put("eta", "2020-01-02T03:04:05");
      case "eta_past_millis" -> headers.put("eta", "2020-01-02T03:04:05.123Z");
      case "eta_past_nanos" -> headers.put("eta", "2020-01-02T03:04:05.123456789+00:00");
      case "eta_garbage" -> headers.put("eta", "tomorrow");
      case "eta_number" -> headers.put("eta", 1577934245);
      case "expires_past_Z" -> headers.put("expires", "2020-01-02T03:04:05Z");
      case "extra_headers" -> headers.put("x-tenant", JsonArray.of(Json.of(1)));
      case "bad_args_typeerror" -> body = "[[1, 2, 3, 4], {}, {}]";
      case "delivery_info_missing" -> properties.remove("delivery_info");
      case "delivery_tag_integer" -> properties.put("delivery_tag", 7);
      case "delivery_tag_missing" -> properties.remove("delivery_tag");
      case "headers_missing" -> headers = JsonObject.builder();
      case "body_not_json" -> body = "{[";
      case "proto1_body" -> {
        headers = JsonObject.builder();
        body = "{\"task\": \"tasks.add\", \"id\": \"x\", \"args\": [2, 3], \"kwargs\": {}}";
      }
      default -> {
        return malformedEnvelope(name);
      }
    }
    return envelope(headers.build(), properties.build(), base64(bytes(body)));
  }

  private static String malformedEnvelope(String name) {
    JsonObject whole =
        Json.parse(envelope(headers(), properties(), base64(bytes(BODY)))).asObject().orElseThrow();
    JsonObject plain = properties().with().remove("body_encoding").build();
    JsonObject utf8 = properties().with().put("body_encoding", "utf-8").build();
    return switch (name) {
      case "ok_full" -> whole.text();
      case "no_body_encoding_raw_json_body" -> envelope(headers(), plain, BODY);
      case "body_encoding_utf8_raw_json_body" -> envelope(headers(), utf8, BODY);
      case "content_type_missing" -> whole.with().remove("content-type").build().text();
      case "content_encoding_missing" -> whole.with().remove("content-encoding").build().text();
      case "body_not_base64" -> envelope(headers(), properties(), "!!not base64!!");
      case "properties_missing" -> whole.with().remove("properties").build().text();
      case "not_json_at_all" -> "this is not json";
      default -> throw new IllegalArgumentException("no message for " + name);
    };
  }

  private static String raw(JsonObject headers, String body) {
    return envelope(headers, properties(), base64(bytes(body)));
  }

  private static JsonObject headers() {
    return JsonObject.builder()
        .put("task", "tasks.add")
        .put("id", "f0000000-0000-0000-0000-000000000001")
        .put("retries", 0)
        .put("timelimit", JsonArray.of(JsonNull.NULL, JsonNull.NULL))
        .build();
  }

  private static JsonObject properties() {
    JsonObject info = JsonObject.builder().put("exchange", "").put("routing_key", "celery").build();
    return JsonObject.builder()
        .put("correlation_id", "f0000000-0000-0000-0000-000000000001")
        .put("delivery_info", info)
        .put("priority", 0)
        .put("body_encoding", "base64")
        .put("delivery_tag", "t")
        .build();
  }

  private static String envelope(JsonObject headers, JsonObject properties, String body) {
    return JsonObject.builder()
        .put("body", body)
        .put("content-encoding", "utf-8")
        .put("content-type", "application/json")
        .put("headers", headers)
        .put("properties", properties)
        .build()
        .text();
  }

  private static long allocated() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }

  private static String packed(byte[] body) {
    JsonObject headers = headers().with().put("compression", "application/x-gzip").build();
    return envelope(headers, properties(), base64(body));
  }

  private static byte[] zeros(int megabytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_COMPRESSION))) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < megabytes; i++) {
        out.write(zeros);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
