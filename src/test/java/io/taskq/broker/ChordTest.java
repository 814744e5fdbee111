package io.taskq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
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

    FinishAnswer first = end(held.getLast(), part(1, "b", 2));
    FinishAnswer last = end(held.getFirst(), part(0, "a", 1));
    FinishAnswer again = end(held.getFirst(), part(0, "a", 1));
    FinishAnswer sent = close(held.getFirst(), "a");
    FinishAnswer repeated = close(held.getFirst(), "a");

    assertThat(first).isEqualTo(new FinishAnswer.Settled(Answer.DONE));
    assertThat(last)
        .isEqualTo(
            new FinishAnswer.ChordComplete(
                List.of("[1, \"a\", \"SUCCESS\", 1]", "[1, \"b\", \"SUCCESS\", 2]"),
                Optional.empty(),
                Optional.of("the body")));
    assertThat(again).isEqualTo(last);
    assertThat(sent).isEqualTo(new FinishAnswer.Settled(Answer.DONE));
    assertThat(repeated).isEqualTo(new FinishAnswer.Settled(Answer.GONE));
    assertThat(bench.claim(5)).extracting(Delivery::raw).containsExactly("body");
    assertThat(bench.exists(bench.keys.group("g") + ".j")).isFalse();
    assertThat(bench.exists(bench.keys.group("g") + ".s")).isFalse();
  }

  @Test
  void until_the_chord_is_closed_nothing_but_its_count_has_changed() {
    List<Delivery> held = bench.claim(2);
    end(held.getLast(), part(1, "b", 2));

    end(held.getFirst(), part(0, "a", 1));

    assertThat(bench.stored("a")).isNull();
    assertThat(bench.stats().leased()).isEqualTo(1);
  }

  @Test
  void of_two_that_see_a_chord_complete_one_closes_it_and_both_end() {
    List<Delivery> held = bench.claim(2);
    end(held.getLast(), part(1, "b", 2));
    end(held.getFirst(), part(0, "a", 1));
    bench.enqueue("b again");
    Delivery twin = bench.claimOne();
    FinishAnswer seen = end(twin, part(1, "b", 2));

    FinishAnswer first = close(twin, "b");
    FinishAnswer second = close(held.getFirst(), "a");

    assertThat(seen).isInstanceOf(FinishAnswer.ChordComplete.class);
    assertThat(first).isEqualTo(second).isEqualTo(new FinishAnswer.Settled(Answer.DONE));
    assertThat(bench.stored("a")).contains("SUCCESS");
    assertThat(bench.claim(5)).extracting(Delivery::raw).containsExactly("body");
  }

  @Test
  void a_part_that_runs_again_and_ends_otherwise_counts_once() {
    List<Delivery> held = bench.claim(2);
    end(held.getLast(), part(1, "b", 2));
    end(held.getFirst(), part(0, "a", 1));

    FinishAnswer again = end(held.getFirst(), part(0, "a", 99));

    assertThat(((FinishAnswer.ChordComplete) again).members())
        .containsExactly("[1, \"a\", \"SUCCESS\", 99]", "[1, \"b\", \"SUCCESS\", 2]");
  }

  @Test
  void a_part_that_is_buried_counts_and_stays_as_a_dead_letter() {
    List<Delivery> held = bench.claim(2);
    end(held.getFirst(), part(0, "a", 1));
    End buried = End.buried("broken", Acts.NONE);

    FinishAnswer last =
        bench.broker.finish(
            Bench.handle(held.getLast()), buried.counting(parts("g", part(1, "b", 2))));
    Acts failure = new Acts(List.of(bench.result("body", "FAILURE", 0)), List.of());
    bench.broker.finish(Bench.handle(held.getLast()), closing(buried, "g", failure));

    assertThat(last).isInstanceOf(FinishAnswer.ChordComplete.class);
    assertThat(bench.stored("body")).contains("FAILURE");
    assertThat(bench.stats().dead()).isEqualTo(1);
  }

  @Test
  void one_end_counts_several_parts() {
    Delivery held = bench.claimOne();

    FinishAnswer answer = end(held, part(1, "c", 3), part(0, "b", 2));

    assertThat(((FinishAnswer.ChordComplete) answer).members())
        .containsExactly("[1, \"b\", \"SUCCESS\", 2]", "[1, \"c\", \"SUCCESS\", 3]");
  }

  @Test
  void the_end_of_a_chord_is_a_part_of_the_one_around_it_and_both_close_in_one_step() {
    bench.set(bench.keys.group("outer") + ".s", "1");
    List<Delivery> held = bench.claim(2);
    end(held.getLast(), part(1, "b", 2));
    end(held.getFirst(), part(0, "a", 1));
    Acts inner = new Acts(List.of(bench.result("inner body", "FAILURE", 0)), List.of());
    End first =
        End.of(Acts.NONE)
            .closing(new End.Closing(key("g"), inner), parts("outer", part(0, "inner body", 0)));

    FinishAnswer seen = bench.broker.finish(Bench.handle(held.getFirst()), first);
    FinishAnswer done =
        bench.broker.finish(Bench.handle(held.getFirst()), closing(first, "outer", body()));

    assertThat(((FinishAnswer.ChordComplete) seen).members()).hasSize(1);
    assertThat(done).isEqualTo(new FinishAnswer.Settled(Answer.DONE));
    assertThat(bench.stored("inner body")).contains("FAILURE");
    assertThat(bench.claim(5)).extracting(Delivery::raw).containsExactly("body");
    assertThat(bench.exists(key("g") + ".j")).isFalse();
    assertThat(bench.exists(key("outer") + ".j")).isFalse();
  }

  @Test
  void a_chord_of_ten_thousand_is_answered_whole() {
    bench.set(key("g") + ".s", "10000");
    ChordPart[] all =
        IntStream.range(0, 10_000).mapToObj(i -> part(i, "m" + i, i)).toArray(ChordPart[]::new);

    FinishAnswer answer = end(bench.claimOne(), all);

    assertThat(((FinishAnswer.ChordComplete) answer).members()).hasSize(10_000);
  }

  private FinishAnswer end(Delivery delivery, ChordPart... parts) {
    Acts own = Acts.of(Optional.of(bench.result(delivery.raw(), "SUCCESS", 1)));
    return bench.broker.finish(Bench.handle(delivery), End.of(own).counting(parts("g", parts)));
  }

  private FinishAnswer close(Delivery delivery, String id) {
    Acts own = Acts.of(Optional.of(bench.result(id, "SUCCESS", 1)));
    return bench.broker.finish(Bench.handle(delivery), closing(End.of(own), "g", body()));
  }

  private End closing(End end, String group, Acts acts) {
    return end.closing(new End.Closing(key(group), acts), Optional.empty());
  }

  private Optional<ChordParts> parts(String group, ChordPart... parts) {
    return Optional.of(new ChordParts(key(group), Duration.ofDays(1), "the body", List.of(parts)));
  }

  private static ChordPart part(int index, String id, int value) {
    String own = "[1, \"" + id + "\", ";
    return new ChordPart(OptionalInt.of(index), own, own + "\"SUCCESS\", " + value + "]");
  }

  private String key(String group) {
    return bench.keys.group(group);
  }

  private static Acts body() {
    return new Acts(List.of(), List.of(new FollowUp("mail", 0, "body")));
  }
}
