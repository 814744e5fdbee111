package io.taskq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.WithRedis;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithRedis
class ClaimTest {

  private Bench bench;

  @BeforeEach
  void create_bench(Redis redis, Keys keys) {
    bench = new Bench(redis, keys);
  }

  @Test
  void claim_takes_the_oldest_messages_under_a_lease() {
    bench.enqueue("first", "second", "third");

    List<Delivery> got = bench.claim(2);

    assertThat(got).extracting(Delivery::raw).containsExactly("first", "second");
    assertThat(got).extracting(Delivery::deliveries).containsOnly(1);
    assertThat(got).noneMatch(Delivery::ownedBefore);
    assertThat(bench.stats().leased()).isEqualTo(2);
    assertThat(bench.stats().readyTotal()).isEqualTo(1);
  }

  @Test
  void claim_of_an_empty_queue_gets_nothing_and_writes_nothing() {
    List<Delivery> got = bench.claim(3);

    assertThat(got).isEmpty();
    assertThat(bench.exists(bench.queue.lastClaim("w1"))).isFalse();
  }

  @Test
  void claim_leaves_a_paused_queue_alone() {
    bench.enqueue("raw");
    bench.broker.queues().pause(Bench.QUEUE, "lunch");

    assertThat(bench.claim(1)).isEmpty();

    bench.broker.queues().resume(Bench.QUEUE);
    assertThat(bench.claim(1)).hasSize(1);
  }

  @Test
  void claim_serves_the_first_priority_before_the_others_and_the_last_on_wish() {
    bench.broker.enqueue(NewMessage.of("mail", 9, "low", "low"));
    bench.broker.enqueue(NewMessage.of("mail", 4, "mid", "mid"));
    bench.broker.enqueue(NewMessage.of("mail", 0, "top", "top"));

    Delivery fair =
        bench.broker.claim("mail", new Claim("w1", "fair", Bench.LEASE, 1, true)).getFirst();

    assertThat(fair.raw()).isEqualTo("low");
    assertThat(bench.claim(5)).extracting(Delivery::raw).containsExactly("top", "mid");
  }

  @Test
  void a_delivery_keeps_its_priority_when_it_was_claimed_in_the_other_order() {
    bench.broker.enqueue(NewMessage.of("mail", 9, "low", "low"));
    Delivery low =
        bench.broker.claim("mail", new Claim("w1", "fair", Bench.LEASE, 1, true)).getFirst();

    bench.broker.release(Bench.handle(low));

    assertThat(bench.stats().ready()).containsExactly(0L, 0L, 0L, 1L);
  }

  @Test
  void the_same_claim_again_gives_the_same_messages_again() {
    bench.enqueue("first", "second", "third");
    Claim claim = new Claim("w1", "the claim", Bench.LEASE, 2, false);
    List<Delivery> got = bench.broker.claim("mail", claim);

    assertThat(bench.broker.claim("mail", claim)).isEqualTo(got);
    bench.finish(got.getFirst());
    assertThat(bench.broker.claim("mail", claim)).containsExactly(got.getLast());
  }

  @Test
  void a_list_of_the_wrong_type_is_passed_over() {
    bench.set(bench.queue.list(0), "not a list");
    bench.broker.enqueue(NewMessage.of("mail", 9, "low", "low"));

    assertThat(bench.claim(3)).extracting(Delivery::raw).containsExactly("low");
  }

  @Test
  void one_claim_gets_two_hundred_at_most() {
    bench.enqueue(IntStream.range(0, 201).mapToObj(i -> "m" + i).toArray(String[]::new));

    assertThat(bench.claim(1000)).hasSize(200);
    assertThat(bench.claim(1000)).hasSize(1);
  }

  @Test
  void fences_rise_and_keep_all_their_digits() {
    bench.enqueue("first", "second");

    Delivery first = bench.claimOne();
    Delivery second = bench.claimOne();

    assertThat(first.fence()).matches("\\d{16}");
    assertThat(Long.parseLong(second.fence())).isGreaterThan(Long.parseLong(first.fence()));
  }

  @Test
  void a_worker_with_a_bar_in_its_name_owns_what_it_claims() {
    bench.enqueue("raw");

    Delivery got = bench.claim("w|1@host", 1, Bench.LEASE).getFirst();

    assertThat(bench.finish(got)).isEqualTo(Answer.DONE);
  }
}
