package io.taskq.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.json.Json;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailureTest {

  @Test
  void an_exception_is_its_simple_name_package_text_and_trace() {
    Failure failure = Failure.of(new IllegalStateException("boom", new Error("inner")));

    assertThat(failure.toJson().text())
        .isEqualTo(
            "{\"exc_type\": \"IllegalStateException\", \"exc_message\": [\"boom\"],"
                + " \"exc_module\": \"java.lang\"}");
    assertThat(failure.traceback().orElseThrow())
        .startsWith("java.lang.IllegalStateException: boom")
        .contains("FailureTest", "Caused by: java.lang.Error: inner");
  }

  @Test
  void an_exception_without_text_or_package_is_fine_too() {
    assertThat(Failure.of(new RuntimeException()).message()).isEmpty();
    assertThat(Failure.of(new Inner()).type()).isEqualTo("FailureTest.Inner");
  }

  @Test
  void what_python_raises_is_named_as_celery_names_it() {
    assertThat(Failure.notRegistered("no.such.task").toJson().text())
        .isEqualTo(
            "{\"exc_type\": \"NotRegistered\", \"exc_message\": [\"no.such.task\"],"
                + " \"exc_module\": \"celery.exceptions\"}");
    assertThat(Failure.revoked("expired").summary()).isEqualTo("TaskRevokedError('expired')");
    assertThat(Failure.timeLimit(Duration.ofSeconds(1)).toJson().text())
        .isEqualTo(
            "{\"exc_type\": \"TimeLimitExceeded\", \"exc_message\": [1],"
                + " \"exc_module\": \"billiard.exceptions\"}");
    assertThat(Failure.timeLimit(Duration.ofMillis(1500)).summary())
        .isEqualTo("TimeLimitExceeded(1.5)");
    assertThat(Failure.softTimeLimit().summary()).isEqualTo("SoftTimeLimitExceeded()");
    Failure cause = Failure.plain("ValueError", "builtins", Json.of("bad thing"), Json.of(42));
    assertThat(Failure.chord("t-1", cause).text())
        .isEqualTo("Dependency t-1 raised ValueError('bad thing', 42)");
  }

  @Test
  void a_stored_failure_is_read_back() {
    Failure failure = Failure.of(new IllegalStateException("boom"));

    assertThat(Failure.fromJson(failure.toJson(), failure.traceback())).isEqualTo(failure);
  }

  @Test
  void a_stored_failure_of_another_form_still_gives_an_answer() {
    assertThat(read("{\"exc_type\": \"E\", \"exc_message\": \"text\"}").text()).isEqualTo("text");
    assertThat(read("{\"exc_type\": \"E\", \"exc_message\": null}").message()).isEmpty();
    assertThat(read("\"only text\"").text()).isEqualTo("only text");
    assertThat(read("{\"exc_type\": 5}").type()).isEqualTo("Exception");
    assertThat(read("null").message()).isEmpty();
  }

  private static Failure read(String json) {
    return Failure.fromJson(Json.parse(json), Optional.empty());
  }

  private static final class Inner extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
