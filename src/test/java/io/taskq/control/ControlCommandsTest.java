package io.taskq.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import io.taskq.message.LogicalClock;
import io.taskq.testing.ManualClock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ControlCommandsTest {

  private final LogicalClock clock = new LogicalClock();
  private final Map<String, Command> commands = commands(Facts.of("w1@wirehost"));

  @Test
  void ping_answers_as_celery_does() {
    assertThat(answer("ping", "{}")).isEqualTo(Captured.answer("inspect_ping"));
  }

  @Test
  void active_tells_what_celery_tells_and_the_attempt() {
    JsonObject nap = first(answer("active", "{\"safe\": null}"));
    JsonObject captured = first(Captured.answer("inspect_active"));

    assertThat(nap.with().remove("attempt").build().members().keySet())
        .containsExactlyElementsOf(captured.members().keySet());
    assertThat(nap.get("args")).isEqualTo(captured.get("args"));
    assertThat(nap.get("delivery_info")).isEqualTo(captured.get("delivery_info"));
    assertThat(nap.get("time_start").text()).isEqualTo("1795249927.241487");
    assertThat(nap.get("attempt")).isEqualTo(Json.of(1));
  }

  @Test
  void active_shows_arguments_as_python_text_when_asked_for_safe_ones() {
    JsonObject nap = first(answer("active", "{\"safe\": true}"));

    assertThat(nap.textOf("args")).contains("(60,)");
    assertThat(nap.textOf("kwargs")).contains("{}");
  }

  @Test
  void hidden_arguments_are_shown_to_nobody() {
    JsonObject kwargs = JsonObject.builder().put("password", "s3cret").put("to", "yun").build();
    TaskInfo login =
        new TaskInfo(
            "id",
            "login",
            "login",
            JsonArray.EMPTY,
            kwargs,
            2,
            "celery",
            0,
            Optional.empty(),
            true);
    Map<String, Command> ours = commands(Facts.running("w1@host", login));

    for (String safe : new String[] {"{\"safe\": true}", "{\"safe\": false}"}) {
      Json told = ours.get("active").answer(Json.parse(safe).asObject().orElseThrow());
      assertThat(told.text()).doesNotContain("s3cret").contains("***").contains("yun");
    }
  }

  @Test
  void registered_lists_names_and_wanted_fields_in_order() {
    assertThat(answer("registered", "{\"taskinfoitems\": []}").text())
        .isEqualTo("[\"tasks.add\", \"tasks.limited [rate_limit=10/m]\"]");
    assertThat(answer("registered", "{\"taskinfoitems\": [\"rate_limit\", \"max_retries\"]}"))
        .isEqualTo(
            Json.parse(
                "[\"tasks.add [max_retries=3]\","
                    + " \"tasks.limited [rate_limit=10/m max_retries=3]\"]"));
  }

  @Test
  void stats_has_every_member_that_celerys_has() {
    JsonObject stats = answer("stats", "{}").asObject().orElseThrow();
    JsonObject captured = Captured.answer("inspect_stats").asObject().orElseThrow();

    assertThat(stats.members().keySet()).containsExactlyElementsOf(captured.members().keySet());
    for (String part : new String[] {"broker", "rusage"}) {
      assertThat(member(stats, part).members().keySet())
          .containsExactlyElementsOf(member(captured, part).members().keySet());
    }
    assertThat(stats.textOf("clock")).contains("0");
    assertThat(stats.get("uptime")).isEqualTo(Json.of(16));
    assertThat(member(stats, "pool").get("max-concurrency")).isEqualTo(Json.of(2));
    assertThat(stats.text()).doesNotContain("secret");
  }

  @Test
  void active_queues_has_every_member_that_flower_reads() {
    assertThat(answer("active_queues", "{}")).isEqualTo(Captured.answer("inspect_active_queues"));
  }

  @Test
  void query_task_finds_what_runs_and_leaves_out_the_rest() {
    Json found = answer("query_task", "{\"ids\": [\"" + Facts.NAP.id() + "\", \"nonexistent\"]}");

    JsonObject byId = found.asObject().orElseThrow();
    assertThat(byId.members().keySet()).isEqualTo(Set.of(Facts.NAP.id()));
    assertThat(byId.get(Facts.NAP.id()).asArray().orElseThrow().get(0))
        .isEqualTo(Json.of("active"));
    assertThat(answer("query_task", "{\"ids\": \"" + Facts.NAP.id() + "\"}")).isEqualTo(found);
  }

  @Test
  void query_task_without_ids_says_what_celery_says() {
    assertThat(answer("query_task", "{}")).isEqualTo(Captured.answer("inspect_bad_args"));
  }

  @Test
  void hello_tells_revoked_ids_with_a_fraction_and_nothing_to_itself() {
    JsonObject told = answer("hello", "{\"from_node\": \"other@host\"}").asObject().orElseThrow();

    Json pair = member(told, "revoked").get("aaaaaaaa-0000-0000-0000-000000000001");
    assertThat(pair.asArray().orElseThrow().get(0).text()).contains(".");
    assertThat(answer("hello", "{\"from_node\": \"w1@wirehost\"}")).isEqualTo(JsonNull.NULL);
  }

  @Test
  void the_rest_answers_in_celerys_shapes() {
    clock.receive(28);

    assertThat(answer("clock", "{}")).isEqualTo(Captured.answer("inspect_clock"));
    assertThat(answer("revoked", "{}")).isEqualTo(Captured.answer("inspect_revoked"));
    assertThat(answer("reserved", "{}")).isEqualTo(JsonArray.EMPTY);
    assertThat(answer("scheduled", "{}")).isEqualTo(JsonArray.EMPTY);
    assertThat(answer("conf", "{}").text()).isEqualTo("{\"timezone\": \"UTC\"}");
    assertThat(answer("report", "{}").asObject().orElseThrow().textOf("ok").orElseThrow())
        .contains("software -> taskq", "timezone: \"UTC\"");
  }

  private Map<String, Command> commands(WorkerFacts facts) {
    return ControlCommands.of(facts, clock, ManualClock.at(Facts.STARTED.plusSeconds(16)));
  }

  private Json answer(String command, String arguments) {
    return commands.get(command).answer(Json.parse(arguments).asObject().orElseThrow());
  }

  private static JsonObject first(Json list) {
    return list.asArray().orElseThrow().get(0).asObject().orElseThrow();
  }

  private static JsonObject member(JsonObject object, String name) {
    return object.get(name).asObject().orElseThrow();
  }
}
