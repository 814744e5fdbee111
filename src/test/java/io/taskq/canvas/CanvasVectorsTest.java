package io.taskq.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a Celery worker published after a task, and what taskq publishes after the same task. */
class CanvasVectorsTest {

  private static final List<String> COMPARED =
      List.of(
          "task",
          "group",
          "group_index",
          "retries",
          "root_id",
          "parent_id",
          "timelimit",
          "ignore_result",
          "kwargsrepr",
          "eta",
          "expires",
          "shadow",
          "stamped_headers",
          "stamps");

  private final MessageCodec codec =
      new MessageCodec(MessageCodec.USUAL_MAX_MESSAGE, ZoneOffset.UTC);
  private final Canvas canvas =
      new Canvas(
          new Letters(
              task -> Route.to("celery"),
              ZoneOffset.UTC,
              () -> Instant.EPOCH,
              Set.of(),
              964,
              "wirehost"));

  @Test
  void a_callback_is_sent_as_celery_sends_it() throws Exception {
    List<Message> published = published("link");

    Plan plan = canvas.afterSuccess(published.get(0), Json.of(5), List.of());

    assertSame(plan.messages(), published.subList(1, 2));
    String id = plan.messages().getFirst().id();
    assertThat(plan.children().text()).isEqualTo("[[[\"" + id + "\", null], null]]");
  }

  @Test
  void each_step_of_a_chain_is_sent_as_celery_sends_it() throws Exception {
    List<Message> published = published("chain");

    Plan second = canvas.afterSuccess(published.get(0), Json.of(3), List.of());
    Plan third = canvas.afterSuccess(published.get(1), Json.of(9), List.of());
    Plan nothing = canvas.afterSuccess(published.get(2), Json.of(25), List.of());

    assertSame(second.messages(), published.subList(1, 2));
    assertSame(third.messages(), published.subList(2, 3));
    assertThat(second.messages().getFirst().id()).isEqualTo(published.get(1).id());
    assertThat(second.messages().getFirst().embed()).isEqualTo(published.get(1).embed());
    assertThat(nothing.messages()).isEmpty();
  }

  @Test
  void a_part_of_a_chord_is_counted_and_its_body_sent_as_celery_sends_it() throws Exception {
    List<Message> published = published("chord");

    Plan part = canvas.afterSuccess(published.get(2), Json.of(6), List.of());
    Plan body = canvas.afterChord(part.chord().orElseThrow(), results(2, 4, 6), published.get(2));

    assertThat(part.parts()).extracting(p -> p.index().getAsInt()).containsExactly(2);
    assertSame(body.messages(), published.subList(3, 4));
    assertThat(body.messages().getFirst().id()).isEqualTo(published.get(3).id());
  }

  @Test
  void a_chain_in_a_chord_counts_by_its_last_step() throws Exception {
    List<Message> published = published("chord_chain_member");
    Message first = withChain(published);

    Plan step = canvas.afterSuccess(first, Json.of(2), List.of());
    Plan failed = canvas.afterFailure(first);

    assertSame(step.messages(), published.subList(2, 3));
    assertThat(step.chord()).isEmpty();
    assertThat(failed.lost()).extracting(Plan.Lost::taskId).containsExactly(published.get(2).id());
    assertThat(failed.parts()).extracting(Plan.Part::taskId).containsExactly(published.get(2).id());
    assertThat(failed.chord().orElseThrow().group()).isEqualTo(published.get(2).group().get());
  }

  @Test
  void a_group_in_a_chain_becomes_a_chord_as_celery_makes_it() throws Exception {
    List<Message> published = published("chain_group_sum");

    Plan header = canvas.afterSuccess(published.get(0), Json.of(3), List.of());
    Message last = header.messages().getLast();
    Plan part = canvas.afterSuccess(last, Json.of(12), List.of());
    Plan body = canvas.afterChord(part.chord().orElseThrow(), results(9, 12), last);

    assertSame(header.messages(), published.subList(1, 3));
    String group = published.get(1).group().orElseThrow();
    assertThat(header.sizes()).containsExactly(new Plan.Size(group, 2));
    assertThat(header.shapes()).isEmpty();
    assertThat(header.children().text())
        .isEqualTo(
            "[[[\"%s\", null], [[[\"%s\", null], null], [[\"%s\", null], null]]]]"
                .formatted(group, published.get(1).id(), published.get(2).id()));
    Message sum = body.messages().getFirst();
    assertThat(sum.id()).isEqualTo(published.get(3).id());
    assertThat(sum.args()).isEqualTo(published.get(3).args());
    assertThat(sum.parentId()).isEqualTo(published.get(3).parentId());
    assertThat(sum.rootId()).isEqualTo(published.get(3).rootId());
  }

  private static Message withChain(List<Message> published) {
    return published.stream()
        .filter(message -> !Canvas.isAlone(message))
        .filter(message -> message.embed().get("chain").asArray().isPresent())
        .findFirst()
        .orElseThrow();
  }

  private static JsonArray results(long... values) {
    List<Json> all = new ArrayList<>();
    for (long value : values) {
      all.add(Json.of(value));
    }
    return new JsonArray(all);
  }

  /** Ids, times and the reply address are of the one who sends; all else is the same. */
  private static void assertSame(List<Message> sent, List<Message> captured) {
    assertThat(sent).hasSameSizeAs(captured);
    for (int i = 0; i < sent.size(); i++) {
      Message ours = sent.get(i);
      Message theirs = captured.get(i);
      assertThat(ours.args()).isEqualTo(theirs.args());
      assertThat(ours.kwargs()).isEqualTo(theirs.kwargs());
      assertThat(ours.route().queue()).isEqualTo(theirs.route().queue());
      assertThat(ours.route().priority()).isEqualTo(theirs.route().priority());
      for (String header : COMPARED) {
        assertThat(ours.headers().get(header)).as(header).isEqualTo(theirs.headers().get(header));
      }
    }
  }

  private List<Message> published(String step) throws Exception {
    List<Message> messages = new ArrayList<>();
    for (Json one : steps().get(step).asArray().orElseThrow()) {
      String raw = one.asObject().flatMap(each -> each.textOf("raw")).orElseThrow();
      messages.add(codec.decode(raw));
    }
    return messages;
  }

  private static JsonObject steps() throws IOException {
    try (InputStream in =
        CanvasVectorsTest.class.getResourceAsStream("/wire/worker-published-5.6.3.json")) {
      return Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .asObject()
          .flatMap(all -> all.get("by_step").asObject())
          .orElseThrow();
    }
  }
}
