package io.taskq.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.task.Rate;
import io.taskq.task.TaskOptions;
import io.taskq.testing.WithRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task under a rate waits in Redis: in nobody's way, uncounted, and not lost. */
@WithRedis
class RateLimitTest {

  private final List<String> ran = new CopyOnWriteArrayList<>();
  private final List<Integer> deliveries = new CopyOnWriteArrayList<>();
  private TestWorker worker;

  @BeforeEach
  void make_worker(Redis redis, Keys keys) {
    worker = worker(redis, keys, "1/h");
  }

  @AfterEach
  void stop() {
    worker.close();
  }

  private TestWorker worker(Redis redis, Keys keys, String rate) {
    return new TestWorker(redis, keys)
        .task("free", (context, args) -> ran.add("free"))
        .task(
            "limited",
            TaskOptions.DEFAULTS.withRateLimit(rate),
            (context, args) -> {
              deliveries.add(context.delivery());
              return ran.add(context.id());
            });
  }

  @Test
  void a_limited_task_blocks_no_other_and_holds_no_slot() {
    List<String> limited = enqueue(50);
    worker.enqueue("free");
    worker.start();

    await().until(() -> ran.size() == 2 && worker.stats().delayed() == 49);

    // Two slots begin at once: which of the limited ones comes first is theirs to settle.
    assertThat(ran).contains("free").containsAnyElementsOf(limited);
    await().until(() -> worker.stats().leased() == 0);
  }

  @Test
  void a_higher_rate_holds_at_once_for_what_waits_and_every_task_runs_once() {
    List<String> limited = enqueue(30);
    worker.start();
    await().until(() -> worker.stats().delayed() == 29);

    assertThat(worker.worker.levers().rate("limited", Rate.parse("200/s"))).isTrue();

    await().until(() -> ran.size() == 30);
    assertThat(ran).containsExactlyInAnyOrderElementsOf(limited);
    assertThat(deliveries).as("a wait is no delivery").containsOnly(1);
  }

  @Test
  void no_rate_frees_what_waits_and_an_unknown_task_has_none() {
    enqueue(10);
    worker.start();
    await().until(() -> worker.stats().delayed() == 9);

    assertThat(worker.worker.levers().rate("nosuch", Rate.parse("1/s"))).isFalse();
    worker.worker.levers().rate("limited", Rate.parse("0"));

    await().until(() -> ran.size() == 10);
  }

  @Test
  void the_rate_of_the_settings_holds_for_tasks_that_do_not_say() {
    worker.rate("1/h");
    worker.enqueue("free");
    worker.enqueue("free");
    worker.start();

    await().until(() -> worker.stats().delayed() == 1);
    assertThat(ran).containsExactly("free");
  }

  @Test
  void a_rate_over_all_workers_lets_one_of_two_run_and_beats_their_own(Redis redis, Keys keys) {
    worker.broker.rates().set("limited", "1/h");
    worker.worker = null;
    try (TestWorker other = worker(redis, keys, "")) {
      other.start();
      worker.start();
      enqueue(20);

      await().until(() -> worker.stats().delayed() == 19);
      assertThat(ran).hasSize(1);

      worker.broker.rates().set("limited", "");
      // Without it each has its own again: none there, one an hour here.
      await().until(() -> ran.size() + worker.stats().delayed() == 20 && ran.size() > 1);
    }
  }

  @Test
  void a_burst_waits_for_what_its_rate_has_put_off(Redis redis, Keys keys) {
    worker = worker(redis, keys, "10/s");
    List<String> limited = enqueue(6);

    worker.work(PoolKind.THREADS);

    assertThat(ran).containsExactlyInAnyOrderElementsOf(limited);
  }

  private List<String> enqueue(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(worker.enqueue("limited"));
    }
    return ids;
  }
}
