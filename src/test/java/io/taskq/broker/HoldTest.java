package io.taskq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an owner may do while it holds a delivery, and what nobody else may. */
@WithRedis
class HoldTest {

  private Bench bench;

  @BeforeEach
  void create_bench(Redis redis, Keys keys) {
    bench = new Bench(redis, keys);
  }

  @Test
  void extend_keeps_the_lease_from_ending() {
    bench.enqueue("raw");
    Delivery held = bench.claimAndLose();

    List<String> lost = bench.broker.extend("mail", List.of(Bench.handle(held)), Bench.LEASE);

    assertThat(lost).isEmpty();
    assertThat(bench.reap().redelivered()).isZero();
  }

  @Test
  void extend_names_what_is_no_longer_ours_and_leaves_it_to_its_owner() {
    bench.enqueue("first", "second");
    Delivery lost = bench.claimAndLose();
    Delivery kept = bench.claimOne();
    bench.reap();

    List<String> ids =
        bench.broker.extend("mail", List.of(Bench.handle(lost), Bench.handle(kept)), Bench.LEASE);

    assertThat(ids).containsExactly(lost.id());
    assertThat(bench.stats().leased()).isEqualTo(1);
  }

  @Test
  void a_long_run_can_be_found_by_its_task_id_until_it_is_finished() {
    bench.enqueue("raw");
    Delivery held = bench.claimOne();

    bench.broker.extend("mail", List.of(Bench.handle(held)), Bench.LEASE);
    bench.broker.extend("mail", List.of(Bench.handle(held)), Bench.LEASE);

    assertThat(bench.broker.queues().find("id of raw", "raw"::equals))
        .hasValueSatisfying(found -> assertThat(found.place()).isEqualTo(Found.Place.LEASED));
    bench.finish(held);
    bench.assertNothingLeft();
  }

  @Test
  void begin_stores_that_a_task_runs_for_its_owner_only() {
    bench.enqueue("raw");
    Delivery lost = bench.claimAndLose();
    bench.reap();
    Delivery held = bench.claimOne();

    Answer late = bench.broker.begin(Bench.handle(lost), bench.result("raw", "STARTED", 1));
    Answer mine = bench.broker.begin(Bench.handle(held), bench.result("raw", "STARTED", 2));

    assertThat(late).isEqualTo(Answer.STALE);
    assertThat(mine).isEqualTo(Answer.DONE);
    assertThat(bench.stored("raw")).contains("2");
  }

  @Test
  void begin_leaves_a_stored_success_alone() {
    bench.enqueue("raw");
    Delivery held = bench.claimOne();
    StoredResult success = bench.result("raw", "SUCCESS", 5);
    bench.set(success.key(), success.text());

    bench.broker.begin(Bench.handle(held), bench.result("raw", "STARTED", 1));

    assertThat(bench.stored("raw")).isEqualTo(success.text());
  }

  @Test
  void release_gives_a_message_back_to_the_front_uncounted() {
    bench.enqueue("first", "second");
    Delivery first = bench.claimOne();

    Answer answer = bench.broker.release(Bench.handle(first));
    Delivery again = bench.claimOne();

    assertThat(answer).isEqualTo(Answer.DONE);
    assertThat(again.raw()).isEqualTo("first");
    assertThat(again.deliveries()).isEqualTo(1);
    assertThat(again.ownedBefore()).isTrue();
    assertThat(again.id()).isEqualTo(first.id());
  }

  @Test
  void release_again_is_done_and_release_by_a_late_owner_is_stale() {
    bench.enqueue("raw");
    Delivery first = bench.claimOne();
    bench.broker.release(Bench.handle(first));

    Answer repeated = bench.broker.release(Bench.handle(first));
    bench.claimOne();
    Answer afterNewOwner = bench.broker.release(Bench.handle(first));
    Delivery unknown = new Delivery("mail", "1", "1", 1, "raw", false);

    assertThat(repeated).isEqualTo(Answer.DONE);
    assertThat(afterNewOwner).isEqualTo(Answer.DONE);
    assertThat(bench.stats().leased()).isEqualTo(1);
    assertThat(bench.broker.release(Bench.handle(unknown))).isEqualTo(Answer.GONE);
  }

  @Test
  void an_id_used_by_two_messages_finds_the_one_that_is_left() {
    bench.enqueue("raw", "raw");
    List<Delivery> both = bench.claim(2);
    bench.broker.extend("mail", both.stream().map(Bench::handle).toList(), Bench.LEASE);

    bench.finish(both.getFirst());

    assertThat(bench.broker.queues().find("id of raw", "raw"::equals))
        .hasValueSatisfying(found -> assertThat(found.deliveryId()).isEqualTo(both.getLast().id()));
    bench.broker.extend("mail", List.of(Bench.handle(both.getLast())), Duration.ofSeconds(1));
    bench.finish(both.getLast());
    bench.assertNothingLeft();
  }
}
