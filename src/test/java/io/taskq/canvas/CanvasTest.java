package io.taskq.canvas;

import static io.taskq.canvas.Sigs.array;
import static io.taskq.canvas.Sigs.chain;
import static io.taskq.canvas.Sigs.chord;
import static io.taskq.canvas.Sigs.group;
import static io.taskq.canvas.Sigs.immutable;
import static io.taskq.canvas.Sigs.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import io.taskq.message.Message;
import io.taskq.message.Outgoing;
import io.taskq.message.Route;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanvasTest {

  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private final Canvas canvas =
      new Canvas(
          new Letters(
              task -> new Route("usual", 3, Optional.empty()),
              ZoneId.of("Asia/Shanghai"),
              () -> NOW,
              Set.of("password"),
              1,
              "host"));

  @Test
  void a_task_alone_is_followed_by_nothing() {
    Message alone = Outgoing.of("add").build();

    assertThat(Canvas.isAlone(alone)).isTrue();
    assertThat(canvas.afterSuccess(alone, Json.of(1), List.of()).isEmpty()).isTrue();
    assertThat(canvas.afterFailure(alone).isEmpty()).isTrue();
    assertThat(canvas.whatIsWrong(alone)).isEmpty();
  }

  @Test
  void the_options_of_a_signature_are_how_it_is_sent() {
    Message sent =
        after(
            task(
                "next",
                """
                {"task_id": "n", "queue": "q", "routing_key": "not this", "priority": 7,
                 "countdown": 60, "expires": 90.5, "time_limit": 30, "soft_time_limit": 2.5,
                 "shadow": "shown", "ignore_result": true, "retries": 1, "reply_to": "me",
                 "serializer": "pickle", "compression": "zlib",
                 "headers": {"x": 1, "id": "not this", "compression": "lzma"},
                 "link": {"task": "then"}, "link_error": [{"task": "oh"}]}
                """,
                Json.of("own")));

    assertThat(sent.id()).isEqualTo("n");
    assertThat(sent.route()).isEqualTo(new Route("q", 7, Optional.of("me")));
    assertThat(sent.eta()).contains(NOW.plusSeconds(60));
    assertThat(sent.expires()).contains(NOW.plusMillis(90_500));
    assertThat(sent.hardLimit()).contains(Duration.ofSeconds(30));
    assertThat(sent.softLimit()).contains(Duration.ofMillis(2500));
    assertThat(sent.displayName()).isEqualTo("shown");
    assertThat(sent.ignoreResult()).contains(true);
    assertThat(sent.attempt()).isEqualTo(2);
    assertThat(sent.headers().get("x")).isEqualTo(Json.of(1));
    assertThat(sent.headers().textOf("compression")).contains("application/x-gzip");
    assertThat(sent.args().text()).isEqualTo("[5, \"own\"]");
    assertThat(sent.embed().get("callbacks").text()).isEqualTo("[{\"task\": \"then\"}]");
    assertThat(sent.embed().get("errbacks").text()).isEqualTo("[{\"task\": \"oh\"}]");
  }

  @Test
  void without_options_it_goes_where_a_producer_would_send_it() {
    Message sent = after(task("next", "{\"queue\": null, \"eta\": null, \"expires\": null}"));

    assertThat(sent.route()).isEqualTo(new Route("usual", 3, Optional.of("client")));
    assertThat(sent.eta()).isEmpty();
    assertThat(sent.rootId()).isEqualTo("root");
    assertThat(sent.parentId()).contains("parent");
    assertThat(after(task("next", "{\"routing_key\": \"r\"}")).route().queue()).isEqualTo("r");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2030-05-01T08:00:00\"",
        "\"2030-05-01T00:00:00+00:00\"",
        "{\"__type__\": \"datetime\", \"__value__\": \"2030-05-01T00:00:00+00:00\"}"
      })
  void a_moment_is_read_in_each_form_celery_writes_it(String moment) {
    Message sent = after(task("next", "{\"eta\": %1$s, \"expires\": %1$s}".formatted(moment)));

    assertThat(sent.eta()).contains(Instant.parse("2030-05-01T00:00:00Z"));
    assertThat(sent.expires()).isEqualTo(sent.eta());
  }

  @Test
  void an_immutable_signature_gets_no_result() {
    assertThat(after(immutable(task("next", "{}", Json.of("own")))).args().text())
        .isEqualTo("[\"own\"]");
  }

  @Test
  void stamps_go_with_all_that_follows_and_own_ones_stay() {
    Outgoing stamped =
        Outgoing.of("first")
            .header("stamped_headers", JsonArray.ofTexts(List.of("customer", "job")))
            .header("stamps", Json.parse("{\"customer\": \"acme\", \"job\": [1, 2]}"))
            .link(task("next", "{\"stamped_headers\": [\"job\"], \"job\": 7}"));

    Message sent =
        canvas.afterSuccess(stamped.build(), Json.of(5), List.of()).messages().getFirst();

    assertThat(sent.headers().get("stamped_headers").text()).isEqualTo("[\"job\", \"customer\"]");
    assertThat(sent.headers().get("stamps").text())
        .isEqualTo("{\"job\": 7, \"customer\": \"acme\"}");
  }

  @Test
  void values_with_a_python_type_and_hidden_arguments_travel_untouched() {
    Json typed = Json.parse("{\"__type__\": \"decimal\", \"__value__\": \"1.10\"}");
    Json big = Json.parse("{\"password\": \"s3cret\", \"n\": 1" + "0".repeat(40) + "}");
    Json strange = Json.parse("[NaN, 1.10]");
    Message first = Outgoing.of("first").link(task("next", "{}", typed, big)).build();

    Message sent = canvas.afterSuccess(first, strange, List.of()).messages().getFirst();

    assertThat(sent.args()).isEqualTo(JsonArray.of(strange, typed, big));
    assertThat(sent.argsRepr()).doesNotContain("s3cret").contains("nan");
  }

  @Test
  void several_callbacks_are_a_group_and_a_group_among_them_is_its_own() {
    Message first =
        Outgoing.of("first")
            .link(task("a", "{\"task_id\": \"a\"}"))
            .link(group("{\"task_id\": \"g\"}", task("b", "{}"), task("c", "{}")))
            .link(task("d", "{\"task_id\": \"d\"}"))
            .build();

    Plan plan = canvas.afterSuccess(first, Json.of(5), List.of());

    assertThat(plan.messages()).extracting(Message::task).containsExactly("b", "c", "a", "d");
    assertThat(plan.messages())
        .extracting(message -> message.headers().get("group_index").text())
        .containsExactly("0", "1", "0", "1");
    assertThat(plan.messages().getFirst().group()).contains("g");
    assertThat(plan.children().size()).isEqualTo(2);
    assertThat(plan.children().text()).contains("[\"g\", null]").contains("\"a\"", "\"d\"");
  }

  @Test
  void a_chain_as_a_callback_passes_its_errbacks_to_each_step_and_its_callback_to_the_last() {
    JsonObject inner =
        chain(
            "{\"task_id\": \"end\", \"link\": [{\"task\": \"l\"}], \"link_error\": {\"task\":"
                + " \"e\"}}",
            task("a", "{}"),
            task("b", "{}"));

    Message sent = after(inner);

    assertThat(sent.task()).isEqualTo("a");
    assertThat(sent.embed().get("callbacks")).isEqualTo(JsonNull.NULL);
    assertThat(sent.embed().get("errbacks").text()).isEqualTo("[{\"task\": \"e\"}]");
    JsonArray rest = sent.embed().get("chain").asArray().orElseThrow();
    assertThat(rest.size()).isEqualTo(1);
    assertThat(rest.get(0).text())
        .contains("\"task_id\": \"end\"", "\"link\": [{\"task\": \"l\"}]", "\"link_error\"");
  }

  @Test
  void a_chain_in_a_chain_goes_before_what_follows_the_outer_one() {
    Message first =
        Outgoing.of("first")
            .chain(array(task("last", "{}"), chain("{}", task("a", "{}"), task("b", "{}"))))
            .build();

    Message sent = canvas.afterSuccess(first, Json.of(5), List.of()).messages().getFirst();

    assertThat(sent.task()).isEqualTo("a");
    assertThat(sent.embed().get("chain").asArray().orElseThrow().items())
        .extracting(step -> step.asObject().orElseThrow().textOf("task").orElseThrow())
        .containsExactly("last", "b");
  }

  @Test
  void the_ends_of_a_group_with_chains_groups_and_chords_are_counted_in_the_chord_around_it() {
    JsonObject header =
        group(
            "{\"task_id\": \"g\"}",
            task("a", "{}"),
            chain("{}", task("b", "{}"), task("c", "{}")),
            group("{}", task("d", "{}"), task("e", "{}")),
            chord("{}", group("{}", task("f", "{}"), task("h", "{}")), task("i", "{}")));

    Message first = Outgoing.of("first").link(chord("{}", header, task("body", "{}"))).build();
    Plan plan = canvas.afterSuccess(first, Json.of(5), List.of());

    assertThat(plan.messages())
        .extracting(Message::task)
        .containsExactly("a", "b", "d", "e", "f", "h");
    assertThat(plan.sizes()).contains(new Plan.Size("g", 5));
    assertThat(plan.sizes()).hasSize(2);
  }

  @Test
  void a_group_at_the_end_of_a_chain_in_a_chord_has_its_shape_saved() {
    JsonObject header =
        group(
            "{\"task_id\": \"g\"}",
            chain("{}", task("a", "{}"), group("{}", task("b", "{}"), task("c", "{}"))),
            task("d", "{\"task_id\": \"d\"}"));

    Message first = Outgoing.of("first").link(chord("{}", header, task("body", "{}"))).build();
    Plan plan = canvas.afterSuccess(first, Json.of(5), List.of());

    assertThat(plan.sizes()).containsExactly(new Plan.Size("g", 3));
    assertThat(plan.shapes()).hasSize(1);
    assertThat(plan.shapes().getFirst().tuple().text())
        .startsWith("[[\"g\", null], [[[\"g\", null], [[[")
        .endsWith("[[\"d\", null], null]]]");
  }

  @Test
  void an_empty_header_sends_the_body_at_once() {
    Message sent = after(chord("{}", group("{}"), task("body", "{}")));

    assertThat(sent.task()).isEqualTo("body");
    assertThat(sent.args().text()).isEqualTo("[[]]");
  }

  @Test
  void chunks_are_a_group_of_starmaps() {
    JsonObject chunks =
        Canvas.signature("celery.chunks")
            .with()
            .put("subtask_type", "chunks")
            .put(
                "kwargs",
                Json.parse("{\"task\": {\"task\": \"add\"}, \"it\": [[1], [2], [3]], \"n\": 2}"))
            .build();
    Message first = Outgoing.of("first").link(chunks).build();

    Plan plan = canvas.afterSuccess(first, Json.of(5), List.of());

    assertThat(plan.messages()).extracting(Message::task).containsOnly("celery.starmap").hasSize(2);
    assertThat(plan.messages().getFirst().kwargs().get("it").text()).isEqualTo("[[1], [2]]");
    assertThat(plan.messages().getFirst().args()).isEqualTo(JsonArray.EMPTY);
  }

  @Test
  void error_callbacks_are_told_the_id_of_what_failed() {
    Message first =
        Outgoing.of("first")
            .id("first")
            .linkError(task("a", "{}", Json.of("own")))
            .linkError(immutable(task("b", "{}", Json.of(7))))
            .build();

    Plan plan = canvas.afterFailure(first);

    assertThat(plan.messages())
        .extracting(message -> message.args().text())
        .containsExactly("[\"first\", \"own\"]", "[7]");
    assertThat(plan.messages()).extracting(Message::parentId).containsOnly(Optional.of("first"));
    assertThat(canvas.afterRevoke(first).isEmpty()).isTrue();
  }

  @Test
  void all_that_would_have_followed_a_failure_is_lost_and_its_end_counts() {
    String inChord =
        "{\"task_id\": \"last\", \"group_id\": \"outer\", \"chord\": {\"task\": \"z\"}}";
    Message first =
        Outgoing.of("first")
            .chain(
                array(
                    task("last", inChord),
                    chord(
                        "{}",
                        group("{}", task("a", "{\"task_id\": \"a\"}")),
                        task("b", "{\"task_id\": \"b\"}")),
                    task("c", "{}")))
            .build();

    Plan plan = canvas.afterFailure(first);

    assertThat(plan.lost()).extracting(Plan.Lost::taskId).containsExactly("last", "a", "b");
    assertThat(plan.chord().orElseThrow().group()).isEqualTo("outer");
    assertThat(plan.parts()).extracting(Plan.Part::taskId).containsExactly("last");
  }

  @Test
  void the_body_of_a_failed_chord_is_lost_with_what_follows_it_and_its_errbacks_are_told() {
    JsonObject body =
        task(
            "body",
            """
            {"task_id": "body", "link_error": [{"task": "oh"}],
             "chain": [{"task": "last", "options": {"task_id": "last"}}]}
            """);
    Message part = Outgoing.of("part").id("part").build();

    Plan plan = canvas.afterFailedChord(new Plan.Chord("g", body), part);

    assertThat(plan.lost()).extracting(Plan.Lost::taskId).containsExactly("body", "last");
    assertThat(plan.messages()).extracting(Message::task).containsExactly("oh");
    assertThat(plan.messages().getFirst().args().text()).isEqualTo("[\"body\"]");
    assertThat(plan.messages().getFirst().rootId()).isEqualTo("body");
  }

  /** The first message sent when a task is over that has this callback. */
  private Message after(JsonObject callback) {
    Message first =
        Outgoing.of("first")
            .id("parent")
            .replyTo("client")
            .header("root_id", Json.of("root"))
            .link(callback)
            .build();
    return canvas.afterSuccess(first, Json.of(5), List.of()).messages().getFirst();
  }
}
