package io.taskq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithRedis
class ChordTest {

  private Bench bench;

  @BeforeEach
  void create_bench(Redis redis, Keys keys) {
    bench = new Bench(redis, keys);
    bench.set(keys.group("g") + ".s", "2");
    bench.enqueue("a", "b");
  }

  @Test
  void the_last_part_answers_all_in_order_and_the_body_is_sent_once() {
    List<Delivery> held = bench.claim(2);

    FinishAnswer first = part(held.getLast(), 1, "b", 2);
    FinishAnswer last = part(held.getFirst(), 0, "a", 1);
    FinishAnswer again = part(held.getFirst(), 0, "a", 1);
    Answer sent = bench.broker.finishChord(Bench.handle(held.getFirst()), body());
    Answer repeated = bench.broker.finishChord(Bench.handle(held.getFirst()), body());

    assertThat(first).isEqualTo(new FinishAnswer.Settled(Answer.DONE));
    assertThat(last)
        .isEqualTo(
            new FinishAnswer.ChordComplete(
                List.of("[1, \"a\", \"SUCCESS\", 1]", "[1, \"b\", \"SUCCESS\", 2]"),
                Optional.empty()));
    assertThat(again).isEqualTo(last);
    assertThat(sent).isEqualTo(Answer.DONE);
    assertThat(repeated).isEqualTo(Answer.GONE);
    assertThat(bench.claim(5)).extracting(Delivery::raw).containsExactly("body");
    assertThat(bench.exists(bench.keys.group("g") + ".j")).isFalse();
  }

  @Test
  void a_part_that_runs_again_and_ends_otherwise_counts_once() {
    List<Delivery> held = bench.claim(2);
    part(held.getLast(), 1, "b", 2);
    part(held.getFirst(), 0, "a", 1);

    FinishAnswer again = part(held.getFirst(), 0, "a", 99);

    assertThat(((FinishAnswer.ChordComplete) again).members())
        .containsExactly("[1, \"a\", \"SUCCESS\", 99]", "[1, \"b\", \"SUCCESS\", 2]");
  }

  @Test
  void a_part_that_is_buried_counts_and_stays_as_a_dead_letter() {
    List<Delivery> held = bench.claim(2);
    part(held.getFirst(), 0, "a", 1);

    FinishAnswer last =
        bench.broker.bury(
            Bench.handle(held.getLast()),
            new Burial("broken", Optional.empty(), List.of(), Optional.of(chord(1, "b", 2))));
    bench.broker.finishChord(
        Bench.handle(held.getLast()),
        new ChordEnd(
            bench.keys.group("g"),
            List.of(),
            List.of(bench.result("body", "FAILURE", 0)),
            List.of(),
            Optional.of("broken")));

    assertThat(last).isInstanceOf(FinishAnswer.ChordComplete.class);
    assertThat(bench.stored("body")).contains("FAILURE");
    assertThat(bench.stats().dead()).isEqualTo(1);
  }

  private FinishAnswer part(Delivery delivery, int index, String id, int value) {
    return bench.broker.finish(
        Bench.handle(delivery),
        Optional.of(bench.result(id, "SUCCESS", value)),
        List.of(),
        Optional.of(chord(index, id, value)));
  }

  private ChordPart chord(int index, String id, int value) {
    String own = "[1, \"" + id + "\", ";
    return new ChordPart(
        bench.keys.group("g"),
        OptionalInt.of(index),
        own,
        own + "\"SUCCESS\", " + value + "]",
        Duration.ofDays(1));
  }

  private ChordEnd body() {
    return new ChordEnd(
        bench.keys.group("g"),
        List.of(new FollowUp("mail", 0, "body")),
        List.of(),
        List.of(),
        Optional.empty());
  }
}
