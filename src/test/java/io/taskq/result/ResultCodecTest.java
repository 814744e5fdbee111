package io.taskq.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import io.taskq.message.Message;
import io.taskq.message.Outgoing;
import io.taskq.state.Failure;
import io.taskq.state.TaskState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultCodecTest {

  private static final Instant DONE = Instant.parse("2026-11-21T08:31:55.840919Z");

  static List<String> stored() throws IOException {
    List<String> texts = new ArrayList<>();
    for (String file : List.of("results-5.6.3.json", "results-extended-5.6.3.json")) {
      collect(file(file), texts);
    }
    return texts;
  }

  @ParameterizedTest
  @MethodSource("stored")
  void what_celery_stored_is_read_and_written_byte_for_byte(String text) {
    TaskResult result = ResultCodec.decode("other", text);

    assertThat(ResultCodec.encode(result)).isEqualTo(text);
  }

  @Test
  void results_of_celery_5_2_are_read_too() throws IOException {
    List<String> texts = new ArrayList<>();
    collect(file("results-5.2.6.json"), texts);

    for (String text : texts) {
      TaskResult result = ResultCodec.decode("other", text);
      assertThat(result.doneAt().isPresent()).as(text).isEqualTo(result.state().isReady());
      assertThat(result.taskId()).isNotEqualTo("other");
    }
    assertThat(texts).hasSizeGreaterThan(20);
  }

  @Test
  void a_success_is_written_as_celery_writes_it() {
    TaskResult result = TaskResult.success(Subject.of("id-1"), Json.of(5), DONE);

    assertThat(ResultCodec.encode(result))
        .isEqualTo(
            "{\"status\": \"SUCCESS\", \"result\": 5, \"traceback\": null, \"children\": [],"
                + " \"date_done\": \"2026-11-21T08:31:55.840919+00:00\", \"task_id\": \"id-1\"}");
  }

  @Test
  void a_retry_has_itself_for_a_child_and_is_not_done() {
    Failure failure = Failure.plain("ConnectionError", "builtins", Json.of("nope"));

    TaskResult result = TaskResult.retry(Subject.of("id-1"), failure);

    assertThat(ResultCodec.encode(result))
        .isEqualTo(
            "{\"status\": \"RETRY\", \"result\": {\"exc_type\": \"ConnectionError\","
                + " \"exc_message\": [\"nope\"], \"exc_module\": \"builtins\"}, \"traceback\":"
                + " null, \"children\": [[[\"id-1\", null], null]], \"date_done\": null,"
                + " \"task_id\": \"id-1\"}");
    assertThat(result.failure()).contains(failure);
  }

  @Test
  void a_started_task_names_process_and_node() {
    TaskResult result = TaskResult.started(Subject.of("id-1"), 964, "w1@wirehost");

    assertThat(result.result().text()).isEqualTo("{\"pid\": 964, \"hostname\": \"w1@wirehost\"}");
    assertThat(result.state()).isEqualTo(TaskState.STARTED);
    assertThat(result.doneAt()).isEmpty();
  }

  @Test
  void group_and_parent_of_a_message_are_stored() {
    Message message =
        Outgoing.of("add")
            .id("id-1")
            .header("group", Json.of("g-1"))
            .header("parent_id", Json.of("p-1"))
            .build();

    String text = ResultCodec.encode(TaskResult.success(Subject.of(message), JsonNull.NULL, DONE));

    assertThat(text)
        .endsWith("\"group_id\": \"g-1\", \"parent_id\": \"p-1\", \"task_id\": \"id-1\"}");
  }

  @Test
  void an_extended_result_tells_of_the_message_and_no_stamp_overwrites_it() {
    Message message =
        Outgoing.of("add")
            .id("id-1")
            .args(JsonArray.of(Json.of(2), Json.of(3)))
            .header("stamped_headers", JsonArray.ofTexts(List.of("customer", "status")))
            .header("stamps", Json.parse("{\"customer\": \"acme\", \"status\": \"SUCCESS\"}"))
            .build();

    Subject subject = Subject.extended(message, "w1@wirehost");
    String text = ResultCodec.encode(TaskResult.revoked(subject, Failure.revoked("revoked"), DONE));

    assertThat(text)
        .startsWith("{\"status\": \"REVOKED\"")
        .endsWith(
            "\"name\": \"add\", \"args\": [2, 3], \"kwargs\": {}, \"worker\": \"w1@wirehost\","
                + " \"retries\": 0, \"queue\": \"celery\", \"stamped_headers\": [\"customer\","
                + " \"status\"], \"customer\": \"acme\", \"task_id\": \"id-1\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "[]", "{}", "{\"status\": ", "{\"result\": [[\"g\", null]]}"})
  void what_is_no_result_is_refused(String text) {
    assertThatThrownBy(() -> ResultCodec.decode("id-1", text))
        .isInstanceOf(TaskqException.Refused.class)
        .hasMessageStartingWith("cannot read the result of id-1: ");
  }

  @Test
  void a_result_without_the_usual_members_is_read() {
    TaskResult result = ResultCodec.decode("id-1", "{\"status\": \"FAILURE\", \"result\": \"x\"}");

    assertThat(result.taskId()).isEqualTo("id-1");
    assertThat(result.failure().map(Failure::text)).contains("x");
    assertThat(result.doneAt()).isEqualTo(Optional.empty());
  }

  private static void collect(Json value, List<String> texts) {
    if (value instanceof JsonArray array) {
      array.forEach(item -> collect(item, texts));
    } else if (value instanceof JsonObject object) {
      object
          .textOf("value_raw")
          .filter(text -> text.startsWith("{\"status\""))
          .ifPresentOrElse(
              texts::add, () -> object.members().values().forEach(item -> collect(item, texts)));
    }
  }

  private static Json file(String name) throws IOException {
    try (InputStream in = ResultCodecTest.class.getResourceAsStream("/wire/" + name)) {
      return Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
