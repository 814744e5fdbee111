package io.taskq.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
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

  private static final String BODY = Malformed.BODY;
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

  @ParameterizedTest
  @MethodSource("io.taskq.message.Malformed#cases")
  void what_celery_runs_is_read_and_the_rest_is_refused_with_a_reason(String name)
      throws Exception {
    String raw = Malformed.message(name);

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
    String raw = Malformed.raw(Malformed.headers(), "[[2, 3], null, {}]");

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
            Malformed.raw(Malformed.headers(), "[" + "{},".repeat(1_300_000) + "{}]"),
            Malformed.raw(Malformed.headers(), "[" + "[".repeat(LIMIT - 10)),
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
      assertThatThrownBy(() -> codec.decode(Malformed.raw(Malformed.headers(), body)))
          .as(body.substring(0, 40))
          .isInstanceOf(Undecodable.class);
    }
  }

  @Test
  void an_id_that_cannot_name_a_result_is_refused() {
    for (String id : List.of("", "a\nb", "x".repeat(256), "\u00e9".repeat(128), "half\ud83d")) {
      JsonObject headers = Malformed.headers().with().put("id", id).build();
      assertThatThrownBy(() -> codec.decode(Malformed.raw(headers, BODY)))
          .isInstanceOfSatisfying(
              Undecodable.class, e -> assertThat(e.taskId()).as("usable id").isEmpty());
    }
  }

  @Test
  void any_other_id_is_accepted() throws Exception {
    for (String id : List.of("../../x", "with space", "\u2603", "\ud83d\ude00", "x".repeat(255))) {
      JsonObject headers = Malformed.headers().with().put("id", id).build();
      assertThat(codec.decode(Malformed.raw(headers, BODY)).id()).isEqualTo(id);
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
      JsonObject.Builder headers = Malformed.headers().with();
      Json.parse(wrong).asObject().orElseThrow().members().forEach(headers::put);
      assertThatThrownBy(() -> codec.decode(Malformed.raw(headers.build(), BODY)))
          .as(wrong)
          .isInstanceOf(Undecodable.class);
    }
  }

  @Test
  void headers_of_the_wrong_type_that_decide_nothing_read_as_absent() throws Exception {
    JsonObject headers =
        Malformed.headers()
            .with()
            .put("group", JsonArray.EMPTY)
            .put("root_id", true)
            .put("shadow", 5)
            .put("parent_id", JsonObject.EMPTY)
            .put("ignore_result", "yes")
            .build();

    Message message = codec.decode(Malformed.raw(headers, BODY));

    assertThat(message.group()).isEmpty();
    assertThat(message.rootId()).isEqualTo(message.id());
    assertThat(message.displayName()).isEqualTo("tasks.add");
    assertThat(message.parentId()).isEmpty();
    assertThat(message.ignoreResult()).isEmpty();
  }

  @Test
  void base64_with_line_breaks_is_read_as_python_reads_it() {
    String body =
        Base64.getMimeEncoder(20, new byte[] {'\n'}).encodeToString(Malformed.bytes(BODY));
    String raw = Malformed.envelope(Malformed.headers(), Malformed.properties(), body);

    assertThatCode(() -> codec.decode(raw)).doesNotThrowAnyException();
  }

  private static long allocated() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }

  private static String packed(byte[] body) {
    JsonObject headers =
        Malformed.headers().with().put("compression", "application/x-gzip").build();
    return Malformed.envelope(headers, Malformed.properties(), Malformed.base64(body));
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
}
