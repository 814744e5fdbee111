package io.taskq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is remembered of the deliveries of a message, and who may hold a suspect. */
@WithRedis
class HistoryTest {

  private static final Duration WAIT = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private Bench bench;
  private int claims;

  @BeforeEach
  void create_bench(Redis redis, Keys keys) {
    bench = new Bench(redis, keys);
  }

  @Test
  void a_dead_letter_tells_who_held_it_when_and_how_each_delivery_ended() {
    Instant before = bench.redis.time().minusMillis(1);
    bench.enqueue("killer");
    bench.claimAndLose();
    bench.reap();
    Delivery second = bench.claim("w2@host", 1, Bench.LEASE).getFirst();
    fail(second, "Boom: it | says\n two words");
    bench.broker.promote("mail", 10);
    Delivery third = bench.claim("w3@host", 1, Bench.LEASE).getFirst();

    bury(third, "too\nheavy");

    DeadLetter letter = bench.broker.queues().dead("mail", third.id()).orElseThrow();
    assertThat(letter.reason()).isEqualTo("too\nheavy");
    assertThat(letter.deliveries()).isEqualTo(1);
    assertThat(letter.history())
        .extracting(PastDelivery::worker, PastDelivery::end, PastDelivery::note)
        .containsExactly(
            tuple("lost", PastDelivery.End.LOST, ""),
            tuple("w2@host", PastDelivery.End.FAILED, "Boom: it | says\n two words"),
            tuple("w3@host", PastDelivery.End.BURIED, ""));
    assertThat(letter.history())
        .allSatisfy(past -> assertThat(past.handedOut()).isBetween(before, past.ended()));
  }

  @Test
  void what_was_buried_raw_has_its_history_too() {
    bench.enqueue("killer");
    bench.claimAndLose();
    bench.reap(0);
    bench.claimAndLose();

    bench.reap(0);

    assertThat(bench.broker.queues().dead("mail"))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.reason()).contains("handed out 2 times");
              assertThat(letter.deliveries()).isEqualTo(2);
              assertThat(letter.history())
                  .extracting(PastDelivery::end)
                  .containsOnly(PastDelivery.End.LOST)
                  .hasSize(2);
            });
  }

  @Test
  void a_message_that_ends_well_leaves_no_history() {
    bench.enqueue("one", "two", "three");
    bench.claimAndLose();
    bench.claimAndLose();
    bench.claimAndLose();
    bench.reap();
    assertThat(bench.length(bench.queue.deadInfo())).isEqualTo(3);

    bench.finish(bench.claimOne());
    bench.broker.finishMany(
        "mail", List.of(new Finish(Bench.handle(bench.claimOne()), Optional.empty())));
    bench.broker.queues().purge("mail");

    bench.assertNothingLeft();
  }

  @Test
  void a_long_history_loses_its_oldest_part() {
    bench.enqueue("stubborn");
    for (int i = 0; i < 60; i++) {
      fail(bench.claimOne(), "x".repeat(150) + i);
      bench.broker.promote("mail", 10);
    }
    Delivery last = bench.claimOne();

    bury(last, "enough");

    List<PastDelivery> history =
        bench.broker.queues().dead("mail", last.id()).orElseThrow().history();
    assertThat(history).hasSizeBetween(10, 30);
    assertThat(history.get(history.size() - 2).note()).endsWith("x59");
  }

  @Test
  void each_redelivery_waits_twice_as_long_up_to_a_bound() {
    assertWaitAfter(1, 0);
    assertWaitAfter(2, 2_000);
    assertWaitAfter(3, 4_000);
    assertWaitAfter(4, 8_000);
    assertWaitAfter(5, 10_000);
    assertWaitAfter(6, 10_000);
  }

  /** A message that was handed out so often rests so long. */
  private void assertWaitAfter(int deliveries, long millis) {
    bench.broker.queues().purge("mail");
    bench.enqueue("again " + deliveries);
    Delivery held = bench.claim("lost", 1, Duration.ofMillis(1)).getFirst();
    String meta = bench.redis.ask("test", client -> client.hget(bench.queue.meta(), held.id()));
    String counted = deliveries + meta.substring(meta.indexOf('|'));
    bench.redis.ask("test", client -> client.hset(bench.queue.meta(), held.id(), counted));
    bench.passMillis();
    Instant before = bench.redis.time();
    bench.broker.reap(
        "mail", new Reaping(9, Duration.ZERO, Duration.ofHours(1), 99, WAIT, LONGEST));
    Instant after = bench.redis.time();
    Double due = bench.redis.ask("test", client -> client.zscore(bench.queue.delayed(), held.id()));
    if (millis == 0) {
      assertThat(due).isNull();
    } else {
      assertThat(due.longValue() - millis).isBetween(before.toEpochMilli(), after.toEpochMilli());
    }
  }

  @Test
  void a_worker_holds_one_suspect_at_a_time_and_all_else_beside_it() {
    bench.enqueue("a", "b");
    IntStream.range(0, 2).forEach(i -> loseAll());
    bench.enqueue("fresh");

    List<Delivery> first = bench.claim("w1", 5, Bench.LEASE);
    List<Delivery> second = claimWithoutSuspects(Bench.LEASE);
    List<Delivery> other = bench.claim("w2", 5, Bench.LEASE);

    assertThat(first).extracting(Delivery::deliveries).containsExactly(3, 1);
    assertThat(second).isEmpty();
    assertThat(other).extracting(Delivery::deliveries).containsExactly(3);
    assertThat(first.getFirst().isSuspect()).isTrue();
    assertThat(first.getFirst().raw()).isNotEqualTo(other.getFirst().raw());
  }

  @Test
  void what_is_put_off_as_a_suspect_does_not_keep_the_rest_from_a_worker() {
    bench.enqueue("a");
    IntStream.range(0, 2).forEach(i -> loseAll());
    bench.enqueue("b");
    claimWithoutSuspects(Duration.ofMillis(1));
    bench.passMillis();
    bench.reap();

    assertThat(claimWithoutSuspects(Bench.LEASE)).extracting(Delivery::raw).containsExactly("b");
    assertThat(claimWithoutSuspects(Bench.LEASE)).isEmpty();
    assertThat(bench.stats().readyTotal()).isEqualTo(1);
  }

  private List<Delivery> claimWithoutSuspects(Duration lease) {
    Claim claim = new Claim("w1", "beside " + ++claims, lease, 5, false, false);
    return bench.broker.claim("mail", claim);
  }

  /** One worker takes all, and dies. */
  private void loseAll() {
    bench.claim("lost", 5, Duration.ofMillis(1));
    bench.passMillis();
    bench.reap();
    bench.passMillis();
    bench.broker.promote("mail", 10);
  }

  private void fail(Delivery held, String why) {
    Deferral retry =
        new Deferral(
            bench.redis.time(),
            Deferral.Kind.RETRY,
            Optional.of(held.raw()),
            Optional.empty(),
            List.of(),
            why);
    assertThat(bench.broker.defer(Bench.handle(held), retry)).isEqualTo(Answer.DONE);
  }

  private void bury(Delivery held, String reason) {
    End burial = End.buried(reason, Acts.NONE);
    bench.broker.finish(Bench.handle(held), burial);
  }
}
