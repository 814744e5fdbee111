package io.taskq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.error.TaskqException;
import io.taskq.json.JavaValues;
import io.taskq.json.JsonObject;
import io.taskq.task.Call;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LinksTest {

  @Test
  void what_is_said_of_a_call_is_said_in_celerys_words() {
    Call call =
        Call.of("next", 7)
            .with("name", "x")
            .id("n")
            .queue("q")
            .priority(3)
            .in(Duration.ofSeconds(10))
            .expiresAt(Instant.parse("2030-01-01T00:00:00.123456789Z"))
            .retries(2)
            .timeLimit(Duration.ofMillis(1500))
            .header("tenant", "acme")
            .link(Call.of("then").linkError(Call.of("oh").id("o")));

    assertThat(signature(call).text())
        .isEqualTo(
            "{\"task\": \"next\", \"args\": [7], \"kwargs\": {\"name\": \"x\"}, \"options\": "
                + signature(call).get("options").text()
                + ", \"subtask_type\": null, \"immutable\": false}");
    JsonObject options = signature(call).get("options").asObject().orElseThrow();
    assertThat(options.get("task_id").text()).isEqualTo("\"n\"");
    assertThat(options.get("queue").text()).isEqualTo("\"q\"");
    assertThat(options.get("priority").text()).isEqualTo("3");
    assertThat(options.get("countdown").text()).isEqualTo("10.0");
    assertThat(options.get("expires").text()).isEqualTo("\"2030-01-01T00:00:00.123456+00:00\"");
    assertThat(options.get("time_limit").text()).isEqualTo("1.5");
    assertThat(options.get("headers").text())
        .contains("\"taskq_max_retries\": 2", "\"tenant\": \"acme\"");
    assertThat(options.get("link").text())
        .startsWith("[{\"task\": \"then\"")
        .contains("\"link_error\": [{\"task\": \"oh\"", "\"task_id\": \"o\"");
  }

  @Test
  void what_cannot_hold_for_a_later_call_is_refused() {
    Call once = Call.of("next").once("key", Duration.ofDays(1));

    assertThatThrownBy(() -> signature(once)).isInstanceOf(TaskqException.Invalid.class);
    assertThatThrownBy(() -> signature(Call.of(""))).isInstanceOf(TaskqException.Invalid.class);
  }

  private static JsonObject signature(Call call) {
    return Links.signature((JsonObject) JavaValues.toJson(call.plain()));
  }
}
