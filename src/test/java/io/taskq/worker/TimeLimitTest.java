package io.taskq.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.message.Outgoing;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.result.TaskResult;
import io.taskq.state.Failure;
import io.taskq.task.RetryPolicy;
import io.taskq.task.TaskOptions;
import io.taskq.task.TimeLimits;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Time limits as a worker with real threads keeps them. */
@WithRedis
class TimeLimitTest {

  private static final Duration SHORT = Duration.ofMillis(150);
  private static final TimeLimits HARD = new TimeLimits(Optional.empty(), Optional.of(SHORT));
  private static final TimeLimits SOFT = new TimeLimits(Optional.of(SHORT), Optional.empty());

  private final AtomicBoolean released = new AtomicBoolean();
  private final CountDownLatch never = new CountDownLatch(1);
  private TestWorker worker;

  @BeforeEach
  void make_worker(Redis redis, Keys keys) {
    worker =
        new TestWorker(redis, keys)
            .task("wait", (context, args) -> never.await(1, TimeUnit.HOURS))
            .task("add", (context, args) -> 5)
            .task("deaf", (context, args) -> ignoreEverything());
  }

  @AfterEach
  void stop() {
    released.set(true);
    worker.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"THREADS", "VIRTUAL", "SOLO"})
  void a_hard_limit_ends_the_run_as_celery_says_it(PoolKind pool) {
    worker.pool(pool).limits(HARD);
    String id = worker.enqueue("wait");
    worker.start();

    await().until(() -> worker.state(id).equals("FAILURE"));

    Failure failure = failureOf(id);
    assertThat(failure.summary()).isEqualTo("TimeLimitExceeded(0.15)");
    assertThat(failure.module()).contains("billiard.exceptions");
    await().until(() -> worker.stats().leased() == 0);
  }

  @ParameterizedTest
  @EnumSource(names = {"THREADS", "SOLO"})
  void a_stuck_thread_is_reported_and_its_slot_replaced_and_its_late_end_ignored(PoolKind pool) {
    worker.pool(pool).limits(HARD);
    // Two for the two slots of threads: were they not replaced, nothing would run any more.
    String stuck = worker.enqueue("deaf");
    String alsoStuck = worker.enqueue("deaf");
    worker.start();
    await().until(() -> worker.state(alsoStuck).equals("FAILURE"));
    await().until(() -> worker.worker.stuck() == 2);

    String other = worker.enqueue("add");
    await().until(() -> worker.state(other).equals("SUCCESS"));
    released.set(true);
    await().until(() -> worker.worker.stuck() == 0);

    assertThat(worker.state(stuck)).isEqualTo("FAILURE");
    assertThat(worker.log)
        .filteredOn(line -> line.contains("another thread has its slot"))
        .hasSize(2)
        .allMatch(line -> line.contains("TimeLimitTest.ignoreEverything"));
    worker.worker.drain();
    assertThat(worker.worker.await()).isEqualTo(Worker.End.FINISHED);
  }

  @Test
  void a_soft_limit_interrupts_the_task_and_what_it_throws_is_celerys_failure() {
    worker.task(
        "soft",
        TaskOptions.DEFAULTS.withRetries(RetryPolicy.NEVER).withSoftTimeLimit(SHORT),
        (context, args) -> never.await(1, TimeUnit.HOURS));
    String id = worker.enqueue("soft");
    worker.start();

    await().until(() -> worker.state(id).equals("FAILURE"));

    Failure failure = failureOf(id);
    assertThat(failure.summary()).isEqualTo("SoftTimeLimitExceeded()");
    assertThat(failure.module()).contains("billiard.exceptions");
    assertThat(failure.traceback().orElseThrow()).contains("java.lang.InterruptedException");
  }

  @Test
  void a_task_that_heeds_its_soft_limit_may_still_return_a_value() {
    worker
        .limits(SOFT)
        .task(
            "heed",
            (context, args) -> {
              while (!context.isCancelled()) {
                Thread.onSpinWait();
              }
              return "half of it";
            });
    String id = worker.enqueue("heed");
    worker.start();

    await().until(() -> worker.state(id).equals("SUCCESS"));

    assertThat(worker.result(id).map(TaskResult::result)).contains(Json.of("half of it"));
  }

  @Test
  void a_run_after_its_soft_limit_is_tried_again_like_any_that_threw() {
    worker.limits(SOFT);
    String id = worker.enqueue("wait");
    worker.start();

    await().until(() -> worker.state(id).equals("FAILURE"));

    assertThat(worker.log).filteredOn(line -> line.contains("soft time limit")).hasSize(3);
  }

  @Test
  void the_messages_limit_beats_the_tasks_and_that_the_workers() {
    Duration hour = Duration.ofHours(1);
    worker.limits(new TimeLimits(Optional.empty(), Optional.of(hour)));
    worker.task(
        "own",
        TaskOptions.DEFAULTS.withTimeLimit(Duration.ofMillis(300)),
        (context, args) -> never.await(1, TimeUnit.HOURS));
    JsonArray limit = JsonArray.of(Json.of(0.15), JsonNull.NULL);
    String asked = worker.enqueue(Outgoing.of("own").header("timelimit", limit));
    String own = worker.enqueue("own");
    worker.start();

    await()
        .until(() -> worker.state(asked).equals("FAILURE") && worker.state(own).equals("FAILURE"));

    assertThat(failureOf(asked).summary()).isEqualTo("TimeLimitExceeded(0.15)");
    assertThat(failureOf(own).summary()).isEqualTo("TimeLimitExceeded(0.3)");
  }

  private Failure failureOf(String id) {
    return worker.result(id).flatMap(TaskResult::failure).orElseThrow();
  }

  private Object ignoreEverything() {
    while (!released.get()) {
      Thread.onSpinWait();
    }
    return "too late";
  }
}
