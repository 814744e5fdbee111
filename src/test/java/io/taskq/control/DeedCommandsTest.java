package io.taskq.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Words and shapes of Celery for what changes something. */
class DeedCommandsTest {

  private final List<String> done = new ArrayList<>();
  private final Map<String, Command> commands =
      DeedCommands.of(
          new WorkerDeeds(
              ids -> done.add("revoke " + ids),
              ids -> ids.stream().filter(id -> id.startsWith("runs")).toList(),
              (task, soft, hard) -> {
                done.add(task + " " + soft + " " + hard);
                return task.equals("add");
              }));

  @Test
  void revoke_takes_one_id_or_many() {
    assertThat(tell("revoke", "{\"task_id\": \"a\"}"))
        .isEqualTo("{\"ok\": \"tasks a flagged as revoked\"}");
    assertThat(tell("revoke", "{\"task_id\": [\"a\", \"b\"], \"terminate\": false}"))
        .isEqualTo("{\"ok\": \"tasks a, b flagged as revoked\"}");
    assertThat(done).containsExactly("revoke [a]", "revoke [a, b]");
  }

  @Test
  void terminate_ends_what_runs_and_revokes_the_rest() {
    assertThat(
            tell("revoke", "{\"task_id\": [\"runs\", \"b\"], \"terminate\": true, \"signal\": 9}"))
        .isEqualTo("{\"ok\": \"terminate: runs\"}");
    assertThat(tell("terminate", "{\"task_id\": \"b\", \"signal\": \"SIGKILL\"}"))
        .isEqualTo("{\"ok\": \"terminate: tasks unknown\"}");
    assertThat(done).containsExactly("revoke [runs, b]", "revoke [b]");
  }

  @Test
  void a_signal_that_does_not_exist_and_a_missing_id_are_refused_before_anything_is_done() {
    assertThatThrownBy(() -> tell("terminate", "{\"task_id\": \"runs\", \"signal\": \"SIGFOO\"}"))
        .isInstanceOf(TaskqException.Invalid.class)
        .hasMessageContaining("SIGFOO");
    assertThatThrownBy(() -> tell("revoke", "{}")).isInstanceOf(TaskqException.Invalid.class);
    assertThat(done).isEmpty();
  }

  @Test
  void time_limits_are_seconds_and_nothing_is_no_limit() {
    assertThat(tell("time_limit", "{\"task_name\": \"add\", \"soft\": 1.5, \"hard\": null}"))
        .isEqualTo("{\"ok\": \"time limits set successfully\"}");
    assertThat(tell("time_limit", "{\"task_name\": \"nosuch\", \"soft\": 0, \"hard\": 60}"))
        .isEqualTo("{\"error\": \"unknown task\"}");
    assertThat(done)
        .containsExactly(
            "add Optional[PT1.5S] Optional.empty", "nosuch Optional.empty Optional[PT1M]");
  }

  private String tell(String command, String arguments) {
    JsonObject given = Json.parse(arguments).asObject().orElseThrow();
    return commands.get(command).answer(given).text();
  }
}
