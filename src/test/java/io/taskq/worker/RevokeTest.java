package io.taskq.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.broker.Claim;
import io.taskq.broker.Deferral;
import io.taskq.broker.Delivery;
import io.taskq.broker.Handle;
import io.taskq.json.Json;
import io.taskq.message.Outgoing;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.result.TaskResult;
import io.taskq.task.TimeLimits;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks are revoked before they run and terminated while they do; a drain gives back the rest. */
@WithRedis
class RevokeTest {

  private final List<String> ran = new CopyOnWriteArrayList<>();
  private final AtomicBoolean released = new AtomicBoolean();
  private final CountDownLatch never = new CountDownLatch(1);
  private TestWorker worker;

  @BeforeEach
  void make_worker(Redis redis, Keys keys) {
    worker =
        new TestWorker(redis, keys)
            .task("note", (context, args) -> ran.add(context.id()))
            .task("wait", (context, args) -> never.await(1, TimeUnit.HOURS))
            .task("spin", (context, args) -> spin());
  }

  @AfterEach
  void stop() {
    released.set(true);
    worker.close();
  }

  @Test
  void what_was_revoked_while_no_worker_lived_does_not_run_and_the_rest_does() {
    String revoked = worker.enqueue("note");
    String other = worker.enqueue("note");
    worker.broker.revokes().revoke(List.of(revoked, "never-sent"));

    worker.work(PoolKind.THREADS);

    assertThat(ran).containsExactly(other);
    assertThat(failure(revoked)).isEqualTo("TaskRevokedError('revoked')");
    assertThat(worker.broker.revokes().newest(10)).contains(revoked, "never-sent");
  }

  @Test
  void a_delayed_task_that_is_revoked_ends_now_and_not_when_it_would_be_due(Redis redis) {
    worker.start();
    String id = worker.enqueue(Outgoing.of("note").eta(redis.time().plusSeconds(3600)));
    await().until(() -> worker.stats().delayed() == 1);

    worker.broker.revokes().revoke(List.of(id));

    await().until(() -> worker.state(id).equals("REVOKED"));
    assertThat(ran).isEmpty();
    await().until(() -> worker.stats().delayed() + worker.stats().leased() == 0);
  }

  @Test
  void a_task_revoked_while_it_is_put_off_does_not_wait_for_its_time(Redis redis) {
    String id = worker.enqueue("note");
    Claim claim = new Claim("w", "c1", Duration.ofMinutes(1), 1, false);
    Delivery delivery = worker.broker.claim(TestWorker.QUEUE, claim).getFirst();
    worker.broker.revokes().revoke(List.of(id));

    Handle handle = new Handle(TestWorker.QUEUE, delivery.id(), delivery.fence(), id);
    worker.broker.defer(handle, Deferral.until(redis.time().plusSeconds(3600)));

    assertThat(worker.broker.promote(TestWorker.QUEUE, 10)).isEqualTo(1);
  }

  @Test
  void a_revoke_ends_by_itself(Redis redis, Keys keys) {
    worker.broker.revokes().revoke(List.of("a"));

    Long left = redis.ask("look", client -> client.pttl(keys.revoked()));

    assertThat(Duration.ofMillis(left)).isBetween(Duration.ofHours(23), Duration.ofHours(24));
  }

  @ParameterizedTest
  @EnumSource(PoolKind.class)
  void a_running_task_is_terminated_in_every_pool(PoolKind pool) {
    String id = worker.pool(pool).enqueue("wait");
    worker.start();
    await().until(() -> !worker.worker.running().isEmpty());

    assertThat(worker.worker.levers().terminate(List.of(id, "other"))).containsExactly(id);

    await().until(() -> worker.state(id).equals("REVOKED"));
    assertThat(failure(id)).isEqualTo("TaskRevokedError('terminated')");
    await().until(() -> worker.worker.running().isEmpty());
    assertThat(worker.worker.levers().terminate(List.of(id))).isEmpty();
  }

  @Test
  void a_thread_that_ignores_its_termination_is_replaced() {
    String id = worker.pool(PoolKind.SOLO).enqueue("spin");
    worker.start();
    await().until(() -> !worker.worker.running().isEmpty());

    worker.worker.levers().terminate(List.of(id));
    String next = worker.enqueue("note");

    await().until(() -> ran.contains(next));
    assertThat(worker.worker.stuck()).isEqualTo(1);
  }

  @Test
  void time_limits_set_while_the_worker_runs_hold_for_what_begins_then() {
    worker.start();

    Duration limit = Duration.ofMillis(100);
    TimeLimits limits = new TimeLimits(Optional.empty(), Optional.of(limit));
    assertThat(worker.worker.levers().limit("nosuch", limits)).isFalse();
    assertThat(worker.worker.levers().limit("wait", limits)).isTrue();
    String id = worker.enqueue("wait");

    await().until(() -> worker.state(id).equals("FAILURE"));
    assertThat(failure(id)).isEqualTo("TimeLimitExceeded(0.1)");
  }

  @Test
  void a_paused_worker_claims_nothing_until_it_is_resumed() {
    worker.start();
    worker.worker.pause();
    String first = worker.enqueue("note");
    // A pass under way may have taken the first; the second comes after it.
    await().until(() -> worker.stats().leased() == 0);
    String second = worker.enqueue("note");
    worker.worker.resume();

    await().until(() -> ran.containsAll(List.of(first, second)));
  }

  @Test
  void what_was_claimed_and_has_not_begun_can_be_taken_back_once() {
    Run run = new Run(new Delivery("celery", "1", "1", 1, "", false), Instant.EPOCH);

    assertThat(run.takeEndUnbegun()).isTrue();
    assertThat(run.takeEndUnbegun()).isFalse();
    assertThat(run.begin(Instant.EPOCH, TimeLimits.NONE, Grip.on(null))).isFalse();
  }

  private String failure(String id) {
    return worker.result(id).flatMap(TaskResult::failure).orElseThrow().summary();
  }

  private Object spin() {
    while (!released.get()) {
      Thread.onSpinWait();
    }
    return Json.of("too late");
  }
}
