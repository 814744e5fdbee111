package io.taskq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.error.TaskqException;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithRedis
class QueuesTest {

  private Bench bench;
  private Queues queues;

  @BeforeEach
  void create_bench(Redis redis, Keys keys) {
    bench = new Bench(redis, keys);
    queues = bench.broker.queues();
  }

  @Test
  void purge_deletes_what_waits_and_leaves_what_runs_or_is_dead() {
    bench.enqueue("runs", "dead", "back", "waits");
    bench.enqueueDelayed("delayed", Duration.ofMinutes(1));
    bench.claimOne();
    bury(bench.claimOne());
    bench.broker.release(Bench.handle(bench.claimOne()));

    assertThat(queues.purge("mail")).isEqualTo(3);
    assertThat(queues.purge("mail")).isZero();

    assertThat(bench.stats())
        .isEqualTo(
            new QueueStats("mail", List.of(0L, 0L, 0L, 0L), 0, 1, 1, List.of(), Optional.empty()));
    assertThat(bench.length(bench.queue.messages())).isEqualTo(2);
  }

  @Test
  void a_dead_letter_can_be_made_ready_again_once() {
    bench.enqueue("raw");
    Delivery held = bench.claimOne();
    bury(held);

    assertThat(queues.dead("mail")).extracting(DeadLetter::reason).containsExactly("unlucky");
    assertThat(queues.requeue("mail", List.of(held.id(), "1"))).isEqualTo(1);
    assertThat(queues.requeue("mail", List.of(held.id()))).isZero();
    assertThat(bench.claimOne().deliveries()).isEqualTo(1);
  }

  @Test
  void a_dead_letter_can_be_found_and_dropped_without_a_trace() {
    bench.enqueue("raw");
    Delivery held = bench.claimOne();
    bury(held);

    assertThat(queues.find("id of raw", "raw"::equals))
        .hasValueSatisfying(found -> assertThat(found.place()).isEqualTo(Found.Place.DEAD));
    assertThat(queues.drop("mail", List.of(held.id()))).isEqualTo(1);
    assertThat(queues.drop("mail", List.of(held.id()))).isZero();
    bench.assertNothingLeft();
  }

  @Test
  void bury_again_is_done_and_finish_after_it_is_stale() {
    bench.enqueue("raw");
    Delivery held = bench.claimOne();

    assertThat(bury(held)).isEqualTo(new FinishAnswer.Settled(Answer.DONE));
    assertThat(bury(held)).isEqualTo(new FinishAnswer.Settled(Answer.DONE));
    assertThat(bench.finish(held)).isEqualTo(Answer.STALE);
  }

  @Test
  void a_waiting_message_is_found_by_a_look_through_a_long_list() {
    bench.enqueue(IntStream.range(0, 1200).mapToObj(i -> "x task-" + i).toArray(String[]::new));

    assertThat(queues.find("task-3", "x task-3"::equals))
        .hasValueSatisfying(found -> assertThat(found.place()).isEqualTo(Found.Place.WAITING));
    assertThat(queues.find("task-1200", "x task-1200"::equals)).isEmpty();
  }

  @Test
  void pausing_tells_whether_it_was_a_change() {
    assertThat(queues.pause("mail", "lunch")).isTrue();
    assertThat(queues.pause("mail", "long lunch")).isFalse();
    assertThat(queues.stats("mail").paused()).hasValue("long lunch");
    assertThat(queues.resume("mail")).isTrue();
    assertThat(queues.resume("mail")).isFalse();
  }

  @Test
  void the_stats_of_a_queue_of_another_type_name_the_key() {
    bench.set(bench.queue.list(0), "not a list");

    assertThatThrownBy(() -> queues.stats("mail"))
        .isInstanceOf(TaskqException.Refused.class)
        .hasMessageContaining(bench.queue.list(0));
  }

  @Test
  void results_may_lie_in_another_database_and_the_queue_stays_in_its_own(RedisServer server) {
    RedisUrl results = RedisUrl.parse(server.url(3));
    Bench apart = new Bench(bench.redis, bench.keys, Broker.on(bench.redis, bench.keys, results));
    apart.enqueue("one", "two");

    apart.finish(apart.claimOne(), Optional.of(apart.result("one", "SUCCESS", 1)));
    Delivery two = apart.claimOne();
    apart.broker.finishMany(
        "mail",
        List.of(new Finish(Bench.handle(two), Optional.of(apart.result("two", "SUCCESS", 2)))));

    apart.assertNothingLeft();
    assertThat(apart.stored("one")).isNull();
    try (Redis other = Redis.connect(results, RedisOptions.forCommand())) {
      assertThat(new Bench(other, apart.keys).stored("one")).contains("1");
      assertThat(new Bench(other, apart.keys).stored("two")).contains("2");
    }
  }

  @Test
  void results_on_another_server_are_refused() {
    RedisUrl elsewhere = RedisUrl.parse("redis://127.0.0.2:6379/0");

    assertThatThrownBy(() -> Broker.on(bench.redis, bench.keys, elsewhere))
        .isInstanceOf(TaskqException.Invalid.class)
        .hasMessageContaining("another server");
  }

  @Test
  void a_full_server_refuses_producers_and_lets_workers_go_on() {
    try (var full = RedisServer.start();
        var redis = Redis.connect(RedisUrl.parse(full.url()), RedisOptions.forCommand())) {
      Bench tight = new Bench(redis, new Keys("", 0));
      tight.enqueue("one", "two");
      redis.ask("test", client -> client.configSet("maxmemory", "1"));

      Delivery one = tight.claimOne();
      tight.broker.extend("mail", List.of(Bench.handle(one)), Bench.LEASE);
      tight.reap();
      Answer answer = tight.finish(one, Optional.of(tight.result("one", "SUCCESS", 1)));

      assertThat(answer).isEqualTo(Answer.DONE);
      assertThat(tight.stored("one")).contains("SUCCESS");
      assertThatThrownBy(() -> tight.enqueue("three"))
          .isInstanceOf(TaskqException.Refused.class)
          .hasMessageContaining("full");
    }
  }

  private FinishAnswer bury(Delivery delivery) {
    End burial = End.buried("unlucky", Acts.NONE);
    return bench.broker.finish(Bench.handle(delivery), burial);
  }
}
