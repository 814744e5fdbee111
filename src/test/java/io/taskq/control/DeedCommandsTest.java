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
              new WorkerDeeds.OnTasks(
                  ids -> done.add("revoke " + ids),
                  stamps -> done.add("revoke " + stamps),
                  ids -> ids.stream().filter(id -> id.startsWith("runs")).toList(),
                  stamps -> stamps.containsKey("runs") ? List.of("a") : List.of(),
                  (task, soft, hard) -> {
                    done.add(task + " " + soft + " " + hard);
                    return task.equals("add");
                  },
                  this::rate),
              new WorkerDeeds.OnSlots(
                  by -> done.add("slots " + by),
                  (max, min) -> new WorkerFacts.Range(max.orElse(9), min.orElse(1)),
                  () -> done.add("renew")),
              new WorkerDeeds.OnQueues(
                  queue -> done.add("add " + queue), queue -> done.add("cancel " + queue)),
              new WorkerDeeds.OnEvents(
                  wanted -> done.add("events " + wanted) && wanted, () -> done.add("heartbeat")),
              () -> done.add("shutdown")));

  private boolean rate(String task, String rate) {
    if (rate.equals("abc")) {
      throw new IllegalArgumentException("abc is no rate");
    }
    done.add(task + " " + rate);
    return task.equals("add");
  }

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

  @Test
  void a_rate_is_a_text_or_a_number_and_nothing_is_no_limit() {
    assertThat(tell("rate_limit", "{\"task_name\": \"add\", \"rate_limit\": \"10/m\"}"))
        .isEqualTo("{\"ok\": \"new rate limit set successfully\"}");
    assertThat(tell("rate_limit", "{\"task_name\": \"add\", \"rate_limit\": 5}"))
        .isEqualTo("{\"ok\": \"new rate limit set successfully\"}");
    assertThat(tell("rate_limit", "{\"task_name\": \"add\", \"rate_limit\": null}"))
        .isEqualTo("{\"ok\": \"rate limit disabled successfully\"}");
    assertThat(tell("rate_limit", "{\"task_name\": \"nosuch\", \"rate_limit\": \"1/s\"}"))
        .isEqualTo("{\"error\": \"unknown task\"}");
    assertThat(tell("rate_limit", "{\"task_name\": \"add\", \"rate_limit\": \"abc\"}"))
        .isEqualTo("{\"error\": \"Invalid rate limit string: abc is no rate\"}");
    assertThat(done).containsExactly("add 10/m", "add 5", "add ", "nosuch 1/s");
  }

  @Test
  void stamps_come_as_an_object_or_as_celerys_command_line_sends_them() {
    assertThat(tell("revoke_by_stamped_headers", "{\"headers\": {\"k\": [\"a\", \"b\"]}}"))
        .isEqualTo(
            "{\"ok\": \"headers {'k': ['a', 'b']} flagged as revoked, but not terminated\"}");
    assertThat(
            tell(
                "revoke_by_stamped_headers",
                "{\"headers\": [\"runs=x\"], \"terminate\": true, \"signal\": \"SIGTERM\"}"))
        .isEqualTo("{\"ok\": \"headers {'runs': 'x'} revoked\"}");
    assertThat(tell("revoke_by_stamped_headers", "{\"headers\": \"k=v\", \"terminate\": true}"))
        .isEqualTo("{\"ok\": \"headers {'k': 'v'} were not terminated\"}");
    assertThat(done).containsExactly("revoke {k=[a, b]}", "revoke {runs=[x]}", "revoke {k=[v]}");
  }

  @Test
  void slots_queues_and_events_answer_in_celerys_words() {
    assertThat(tell("pool_grow", "{\"n\": 2}")).isEqualTo("{\"ok\": \"pool will grow\"}");
    assertThat(tell("pool_shrink", "{}")).isEqualTo("{\"ok\": \"pool will shrink\"}");
    assertThat(tell("pool_restart", "{\"reload\": true}"))
        .isEqualTo("{\"ok\": \"reload started\"}");
    assertThat(tell("autoscale", "{\"max\": 5, \"min\": 2}"))
        .isEqualTo("{\"ok\": \"autoscale now max=5 min=2\"}");
    assertThat(tell("add_consumer", "{\"queue\": \"extra\", \"exchange\": null}"))
        .isEqualTo("{\"ok\": \"add consumer extra\"}");
    assertThat(tell("cancel_consumer", "{\"queue\": \"extra\"}"))
        .isEqualTo("{\"ok\": \"no longer consuming from extra\"}");
    assertThat(tell("enable_events", "{}")).isEqualTo("{\"ok\": \"task events enabled\"}");
    assertThat(tell("disable_events", "{}"))
        .isEqualTo("{\"ok\": \"task events already disabled\"}");
    assertThat(tell("heartbeat", "{}")).isEqualTo("null");
    assertThat(tell("election", "{\"id\": \"1\"}")).isEqualTo("null");
    assertThat(tell("shutdown", "{}")).startsWith("{\"ok\": ");
    assertThat(done)
        .containsExactly(
            "slots 2",
            "slots -1",
            "renew",
            "add extra",
            "cancel extra",
            "events true",
            "events false",
            "heartbeat",
            "shutdown");
  }

  @Test
  void arguments_of_a_wrong_type_are_refused_before_anything_is_done() {
    for (String wrong :
        List.of(
            "pool_grow {\"n\": \"two\"}",
            "pool_grow {\"n\": 1e30}",
            "pool_shrink {\"n\": -1}",
            "autoscale {\"max\": []}",
            "add_consumer {\"queue\": 7}",
            "add_consumer {}",
            "cancel_consumer {\"queue\": null}",
            "revoke {\"task_id\": {}}",
            "revoke_by_stamped_headers {\"headers\": 3}",
            "terminate {\"task_id\": \"a\", \"signal\": \"SIGFOO\"}")) {
      int blank = wrong.indexOf(' ');
      assertThatThrownBy(() -> tell(wrong.substring(0, blank), wrong.substring(blank)))
          .as(wrong)
          .isInstanceOf(TaskqException.Invalid.class);
    }
    assertThat(done).isEmpty();
  }

  private String tell(String command, String arguments) {
    JsonObject given = Json.parse(arguments).asObject().orElseThrow();
    return commands.get(command).answer(given).text();
  }
}
