package io.taskq.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.message.Vectors.Vector;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorsTest {

  /** What taskq recognises and does not read, by the kind of the capture. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "serializer_pickle",
          "content type 'application/x-python-serialize' (pickle) is not accepted, only"
              + " application/json",
          "serializer_yaml",
          "content type 'application/x-yaml' (yaml) is not accepted, only application/json",
          "serializer_msgpack",
          "content type 'application/x-msgpack' (msgpack) is not accepted, only application/json",
          "compression_bzip2",
          "compression bzip2 is not read, only gzip is");

  private final MessageCodec codec =
      new MessageCodec(MessageCodec.USUAL_MAX_MESSAGE, ZoneOffset.UTC);

  static List<Vector> accepted() {
    return Vectors.all().stream().filter(v -> !REFUSED.containsKey(kind(v))).toList();
  }

  static List<Vector> refused() {
    return Vectors.all().stream().filter(v -> REFUSED.containsKey(kind(v))).toList();
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void a_message_of_a_real_client_has_the_args_celery_reads(Vector vector) throws Exception {
    Message message = codec.decode(vector.raw());

    JsonObject first = vector.body().asObject().orElse(JsonObject.EMPTY);
    JsonArray parts = vector.body().asArray().orElse(JsonArray.EMPTY);
    boolean second = first.members().isEmpty();
    assertThat(message.args()).isEqualTo(second ? parts.get(0) : first.get("args"));
    assertThat(message.kwargs()).isEqualTo(second ? parts.get(1) : first.get("kwargs"));
    JsonObject links = second ? parts.get(2).asObject().orElseThrow() : first;
    for (String link : List.of("callbacks", "errbacks", "chain", "chord")) {
      assertThat(message.embed().get(link)).as(link).isEqualTo(links.get(link));
    }
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void a_message_of_a_real_client_keeps_its_headers_and_route(Vector vector) throws Exception {
    Message message = codec.decode(vector.raw());

    JsonObject sent = Json.parse(vector.raw()).asObject().orElseThrow();
    JsonObject headers = sent.get("headers").asObject().orElseThrow();
    headers.members().keySet().stream()
        .filter(name -> !name.equals("compression"))
        .filter(name -> !vector.name().endsWith("eta_naive") || !name.equals("eta"))
        .forEach(name -> assertThat(message.headers().get(name)).isEqualTo(headers.get(name)));
    assertThat(vector.list()).startsWith(message.route().queue());
    assertThat(message.headers().get("task")).isEqualTo(Json.of(message.task()));
    assertThat(message.attempt()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void what_is_read_and_written_again_is_the_same(Vector vector) throws Exception {
    Message message = codec.decode(vector.raw());

    Message again = codec.decode(codec.encode(message));

    assertThat(again).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void what_is_not_read_is_refused_by_name(Vector vector) {
    assertThatThrownBy(() -> codec.decode(vector.raw()))
        .isInstanceOfSatisfying(
            Undecodable.class,
            e -> {
              assertThat(e.reason()).isEqualTo(REFUSED.get(kind(vector)));
              assertThat(e.taskId()).hasValueSatisfying(id -> assertThat(id).hasSize(36));
              assertThat(e.task()).contains("tasks.add");
            });
  }

  private static String kind(Vector vector) {
    return vector.name().substring(vector.name().indexOf('/') + 1);
  }
}
