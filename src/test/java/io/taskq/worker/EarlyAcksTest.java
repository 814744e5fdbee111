package io.taskq.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.broker.Claim;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.state.Failure;
import io.taskq.task.Acks;
import io.taskq.task.TaskOptions;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks that are acknowledged as they are handed out. */
@WithRedis
class EarlyAcksTest {

  private static final TaskOptions EARLY = TaskOptions.DEFAULTS.withAcks(Acks.EARLY);

  private final List<Integer> attempts = new CopyOnWriteArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private TestWorker worker;

  @BeforeEach
  void make_worker(Redis redis, Keys keys) {
    worker =
        new TestWorker(redis, keys)
            .task(
                "note",
                EARLY,
                (context, args) -> {
                  attempts.add(context.attempt());
                  return "noted";
                })
            .task(
                "fail",
                EARLY,
                (context, args) -> {
                  attempts.add(context.attempt());
                  throw new IllegalStateException("no");
                })
            .task(
                "wait",
                EARLY,
                (context, args) -> {
                  attempts.add(context.attempt());
                  begun.countDown();
                  return new CountDownLatch(1).await(1, TimeUnit.HOURS);
                });
  }

  @AfterEach
  void stop() {
    worker.close();
  }

  @Test
  void a_run_that_ends_has_its_result_as_usual() {
    String id = worker.enqueue("note");

    worker.work(PoolKind.THREADS);

    assertThat(worker.state(id)).isEqualTo("SUCCESS");
    assertThat(worker.stats().leased()).isZero();
  }

  @Test
  void what_a_dead_worker_had_is_not_run_again_and_who_waits_is_told() {
    String id = worker.enqueue("note");
    Claim claim = new Claim("dead", "c1", Duration.ofMillis(1), 1, false);
    assertThat(worker.broker.claim(TestWorker.QUEUE, claim)).hasSize(1);
    await().until(() -> worker.broker.reap(TestWorker.QUEUE, Impatient.REAPING).redelivered() > 0);

    worker.work(PoolKind.THREADS);

    assertThat(attempts).isEmpty();
    assertThat(failure(id).type()).isEqualTo("WorkerLostError");
    assertThat(failure(id).text()).contains("its acks are early: it is not run again");
    assertThat(worker.stats().dead()).isZero();
    assertThat(worker.stats().readyTotal()).isZero();
  }

  @Test
  void a_retry_is_enqueued_anew() {
    String id = worker.enqueue("fail");

    worker.start();
    await().until(() -> worker.state(id).equals("FAILURE"));

    assertThat(attempts).containsExactly(1, 2, 3);
  }

  @Test
  void a_stop_in_the_middle_does_not_give_it_back() throws InterruptedException {
    String id = worker.enqueue("wait");
    worker.start();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

    worker.worker.stopNow();
    worker.worker.await();

    assertThat(failure(id).text()).contains("its worker was stopped");
    assertThat(worker.stats().readyTotal()).isZero();
    assertThat(worker.stats().dead()).isZero();
  }

  private Failure failure(String id) {
    return worker.result(id).orElseThrow().failure().orElseThrow();
  }
}
