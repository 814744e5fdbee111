package io.taskq.canvas;

import static io.taskq.canvas.Sigs.array;
import static io.taskq.canvas.Sigs.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.message.Message;
import io.taskq.message.Outgoing;
import io.taskq.message.Route;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures come from anywhere. What cannot be followed is found before a task runs. */
class CanvasRefusalTest {

  private final Canvas canvas =
      new Canvas(
          new Letters(
              task -> Route.to("usual"), ZoneOffset.UTC, () -> Instant.EPOCH, Set.of(), 1, "host"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "{}",
        "{\"task\": \"\"}",
        "{\"task\": \"a\", \"subtask_type\": \"spell\"}",
        "{\"task\": \"a\", \"args\": 7}",
        "{\"task\": \"a\", \"kwargs\": []}",
        "{\"task\": \"a\", \"options\": []}",
        "{\"task\": \"a\", \"options\": {\"queue\": \"a{b}\"}}",
        "{\"task\": \"a\", \"options\": {\"queue\": [\"q\"]}}",
        "{\"task\": \"a\", \"options\": {\"exchange\": \"x\", \"routing_key\": \"k\"}}",
        "{\"task\": \"a\", \"options\": {\"task_id\": \"a\\nb\"}}",
        "{\"task\": \"a\", \"options\": {\"eta\": \"tomorrow\"}}",
        "{\"task\": \"a\", \"options\": {\"expires\": []}}",
        "{\"task\": \"a\", \"options\": {\"countdown\": \"soon\"}}",
        "{\"task\": \"a\", \"options\": {\"countdown\": NaN}}",
        "{\"task\": \"a\", \"options\": {\"time_limit\": \"long\"}}",
        "{\"task\": \"a\", \"options\": {\"priority\": \"high\"}}",
        "{\"task\": \"a\", \"options\": {\"headers\": []}}",
        "{\"task\": \"a\", \"options\": {\"link\": 7}}",
        "{\"task\": \"a\", \"options\": {\"chain\": 7}}",
        "{\"task\": \"celery.chain\", \"subtask_type\": \"chain\", \"kwargs\": {\"tasks\": [7]}}",
        "{\"task\": \"celery.group\", \"subtask_type\": \"group\", \"kwargs\": {\"tasks\": 7}}",
        "{\"task\": \"celery.chord\", \"subtask_type\": \"chord\", \"kwargs\": {\"header\": 7}}",
        "{\"task\": \"celery.chunks\", \"subtask_type\": \"chunks\", \"kwargs\": {\"n\": 0}}",
      })
  void what_cannot_be_followed_is_found_before_the_task_runs(String signature) {
    Message linked = with("callbacks", JsonArray.of(Json.parse(signature)));
    Message chained = with("chain", JsonArray.of(Json.parse(signature)));
    Message failing = with("errbacks", JsonArray.of(Json.parse(signature)));
    Message inChord = with("chord", Json.parse(signature));

    assertThat(List.of(linked, chained, failing, inChord))
        .allSatisfy(
            message ->
                assertThat(canvas.whatIsWrong(message))
                    .hasValueSatisfying(why -> assertThat(why).startsWith("what should follow")));
  }

  @Test
  void of_a_message_that_cannot_be_followed_the_rest_is() {
    Message message = with("chain", array(task("next", "{\"task_id\": \"next\"}")));
    JsonObject embed = message.embed().with().put("callbacks", Json.of(7)).build();

    Plan plan = canvas.afterFailure(canvas.followable(message.withEmbed(embed)));

    assertThat(plan.lost()).extracting(Plan.Lost::taskId).containsExactly("next");
  }

  @Test
  void an_end_that_counts_in_two_chords_is_refused() {
    JsonObject other =
        task("a", "{\"task_id\": \"a\", \"group_id\": \"h\", \"chord\": {\"task\": \"z\"}}");
    Message message = with("chord", task("z", "{}"));
    Message both = message.withEmbed(message.embed().with().put("chain", array(other)).build());

    assertThat(canvas.whatIsWrong(both).orElseThrow()).contains("two chords");
  }

  private static Message with(String name, Json link) {
    Message plain = Outgoing.of("first").header("group", Json.of("g")).build();
    return plain.withEmbed(plain.embed().with().put(name, link).build());
  }
}
