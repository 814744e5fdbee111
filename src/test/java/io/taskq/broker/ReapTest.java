package io.taskq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes back by itself: expired leases and what is due. */
@WithRedis
class ReapTest {

  private Bench bench;

  @BeforeEach
  void create_bench(Redis redis, Keys keys) {
    bench = new Bench(redis, keys);
  }

  @Test
  void the_first_redelivery_comes_at_once_and_at_the_front() {
    bench.enqueue("lost", "next");
    Delivery lost = bench.claimAndLose();

    Reaped reaped = bench.reap();
    Delivery again = bench.claimOne();

    assertThat(reaped.redelivered()).isEqualTo(1);
    assertThat(again.raw()).isEqualTo("lost");
    assertThat(again.deliveries()).isEqualTo(2);
    assertThat(again.fence()).isGreaterThan(lost.fence());
    assertThat(bench.reap().redelivered()).isZero();
  }

  @Test
  void much_that_expired_at_once_comes_back_in_bounded_calls() {
    String[] raws = IntStream.range(0, 1_000).mapToObj(i -> "m" + i).toArray(String[]::new);
    bench.redis.ask("test", client -> client.lpush(bench.queue.list(0), raws));
    int held = 0;
    while (held < raws.length) {
      held += bench.claim("lost", 200, Duration.ofMillis(1)).size();
    }
    bench.passMillis();

    int back = 0;
    for (Reaped reaped = bench.reap(); reaped.redelivered() > 0; reaped = bench.reap()) {
      assertThat(reaped.redelivered()).isLessThanOrEqualTo(100);
      back += reaped.redelivered();
    }

    assertThat(back).isEqualTo(raws.length);
    assertThat(bench.stats().readyTotal()).isEqualTo(raws.length);
    assertThat(bench.stats().leased()).isZero();
  }

  @Test
  void a_later_redelivery_waits() {
    bench.enqueue("lost");
    bench.claimAndLose();
    bench.reap();
    bench.claimAndLose();

    bench.reap();

    assertThat(bench.stats().delayed()).isEqualTo(1);
    bench.passMillis();
    assertThat(bench.broker.promote("mail", 10)).isEqualTo(1);
    assertThat(bench.claimOne().deliveries()).isEqualTo(3);
  }

  @Test
  void what_was_handed_out_often_enough_comes_back_at_once_to_be_buried() {
    bench.enqueue("killer");
    bench.claimAndLose();
    bench.reap(2);
    bench.claimAndLose();

    bench.reap(2);

    assertThat(bench.claimOne().deliveries()).isEqualTo(3);
  }

  @Test
  void nobody_is_judged_right_after_an_outage() {
    bench.enqueue("lost");
    bench.claimAndLose();

    Reaped reaped = bench.broker.reap("mail", Reaping.usual(Duration.ofSeconds(2), 4));

    assertThat(reaped.redelivered()).isZero();
    assertThat(reaped.grace()).isEqualTo(Duration.ofSeconds(3));
    assertThat(bench.stats().leased()).isEqualTo(1);
  }

  @Test
  void two_deliveries_beyond_the_limit_it_is_buried_and_its_late_owner_is_stale() {
    bench.enqueue("killer");
    bench.claimAndLose();
    bench.reap(0);
    Delivery last = bench.claimAndLose();

    Reaped reaped = bench.reap(0);

    assertThat(reaped.buried()).extracting(Reaped.Buried::id).containsExactly(last.id());
    assertThat(bench.broker.queues().dead("mail"))
        .singleElement()
        .satisfies(letter -> assertThat(letter.reason()).contains("handed out 2 times"));
    assertThat(bench.finish(last)).isEqualTo(Answer.STALE);
    assertThat(bench.stats().dead()).isEqualTo(1);
  }

  @Test
  void what_never_ran_goes_back_on_celerys_list_without_a_trace() {
    bench.enqueueDelayed("due", Duration.ofMillis(300));
    assertThat(bench.stats().delayed()).isEqualTo(1);

    await().until(() -> bench.broker.promote("mail", 10) == 1);
    assertThat(bench.broker.promote("mail", 10)).isZero();

    assertThat(bench.length(bench.queue.messages())).isZero();
    assertThat(bench.length(bench.queue.ids())).isZero();
    assertThat(bench.claimOne().ownedBefore()).isFalse();
  }

  @Test
  void what_is_not_due_stays() {
    bench.enqueueDelayed("later", Duration.ofMinutes(1));

    assertThat(bench.broker.promote("mail", 10)).isZero();
    assertThat(bench.stats().delayed()).isEqualTo(1);
  }

  @Test
  void a_retry_comes_back_with_its_new_message_counted_anew() {
    bench.enqueue("first try");
    Delivery held = bench.claimOne();
    Deferral retry = deferral(Deferral.Kind.RETRY, Optional.of("second try"));

    Answer answer = bench.broker.defer(Bench.handle(held), retry);
    Answer repeated = bench.broker.defer(Bench.handle(held), retry);
    Answer other = bench.finish(held);
    bench.broker.promote("mail", 10);
    Delivery again = bench.claimOne();

    assertThat(answer).isEqualTo(Answer.DONE);
    assertThat(repeated).isEqualTo(Answer.DONE);
    assertThat(other).isEqualTo(Answer.STALE);
    assertThat(again.raw()).isEqualTo("second try");
    assertThat(again.deliveries()).isEqualTo(1);
    assertThat(again.ownedBefore()).isTrue();
    assertThat(bench.stored("task")).contains("RETRY");
  }

  @Test
  void a_message_put_off_for_later_keeps_its_count() {
    bench.enqueue("raw");
    Delivery held = bench.claimOne();

    bench.broker.defer(Bench.handle(held), deferral(Deferral.Kind.LATER, Optional.empty()));
    bench.broker.promote("mail", 10);

    assertThat(bench.claimOne().deliveries()).isEqualTo(1);
  }

  private Deferral deferral(Deferral.Kind kind, Optional<String> newRaw) {
    return new Deferral(
        bench.redis.time(), kind, newRaw, Optional.of(bench.result("task", "RETRY", 1)), List.of());
  }

  @Test
  void what_no_worker_holds_can_be_given_a_result_that_replaces_no_success(Redis redis) {
    StoredResult failure = bench.result("raw", "FAILURE", 1);

    bench.broker.record(failure);
    String before = redis.ask("read", client -> client.get(failure.key()));
    StoredResult success = bench.result("raw", "SUCCESS", 5);
    bench.broker.record(success);
    bench.broker.record(failure);

    String after = redis.ask("read", client -> client.get(failure.key()));
    assertThat(before).isEqualTo(failure.text());
    assertThat(after).isEqualTo(success.text());
  }
}
