package io.taskq.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.message.Outgoing;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.WithRedis;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is changed in a worker while it runs has its effect, and loses nothing. */
@WithRedis
class LeversTest {

  private final CountDownLatch open = new CountDownLatch(1);
  private final AtomicInteger running = new AtomicInteger();
  private TestWorker worker;

  @BeforeEach
  void make_worker(Redis redis, Keys keys) {
    worker =
        new TestWorker(redis, keys)
            .task("note", (context, args) -> "noted")
            .task(
                "wait",
                (context, args) -> {
                  running.incrementAndGet();
                  try {
                    return open.await(1, TimeUnit.MINUTES);
                  } finally {
                    running.decrementAndGet();
                  }
                });
  }

  @AfterEach
  void stop() {
    open.countDown();
    worker.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = PoolKind.class,
      names = {"THREADS", "VIRTUAL"})
  void more_slots_run_more_at_once_and_fewer_let_what_runs_end(PoolKind pool) {
    worker.pool(pool).start();
    List<String> ids = Stream.generate(() -> worker.enqueue("wait")).limit(6).toList();
    await().until(() -> running.get() == 2);

    worker.worker.levers().resize(3);
    await().until(() -> running.get() == 5);

    worker.worker.levers().resize(-4);
    open.countDown();

    await().until(() -> ids.stream().allMatch(id -> worker.state(id).equals("SUCCESS")));
    assertThat(worker.worker.levers().slots()).isEqualTo(1);
  }

  @Test
  void a_worker_keeps_at_least_one_slot() {
    worker.start();

    assertThatThrownBy(() -> worker.worker.levers().resize(-2))
        .isInstanceOf(TaskqException.Refused.class);
    assertThatThrownBy(() -> worker.worker.levers().scale(Optional.of(3), Optional.empty()))
        .isInstanceOf(TaskqException.Refused.class)
        .hasMessageContaining("Autoscale not enabled");
    assertThat(worker.worker.levers().slots()).isEqualTo(2);
  }

  @Test
  void a_solo_worker_keeps_its_one_slot() {
    worker.pool(PoolKind.SOLO).start();

    assertThatThrownBy(() -> worker.worker.levers().resize(1))
        .isInstanceOf(TaskqException.Refused.class);
  }

  @Test
  void autoscale_adds_slots_while_work_waits_and_its_range_can_be_changed() {
    worker.autoscale(5, 2).start();
    for (int i = 0; i < 9; i++) {
      worker.enqueue("wait");
    }

    await().until(() -> running.get() == 5);
    assertThatThrownBy(() -> worker.worker.levers().resize(1))
        .isInstanceOf(TaskqException.Refused.class);

    assertThat(worker.worker.levers().scale(Optional.of(8), Optional.of(7)))
        .isEqualTo(new Scale(8, 7));
    await().until(() -> running.get() == 8);
  }

  @Test
  void a_queue_that_is_added_is_consumed_and_one_that_is_cancelled_is_not() {
    worker.start();
    String early = worker.enqueue(Outgoing.of("note").queue("extra"));
    assertThat(worker.worker.levers().queues()).containsExactly("celery");

    worker.worker.levers().consume("extra");
    await().until(() -> worker.state(early).equals("SUCCESS"));

    worker.worker.levers().cancel("celery");
    String left = worker.enqueue("note");
    String taken = worker.enqueue(Outgoing.of("note").queue("extra"));
    await().until(() -> worker.state(taken).equals("SUCCESS"));
    String after = worker.enqueue(Outgoing.of("note").queue("extra"));
    await().until(() -> worker.state(after).equals("SUCCESS"));

    assertThat(worker.state(left)).isEqualTo("none");
    assertThat(worker.stats().readyTotal()).isEqualTo(1);
  }

  @Test
  void a_worker_without_any_queue_waits_until_it_gets_one() {
    worker.start();
    worker.worker.levers().cancel("celery");
    String id = worker.enqueue("note");

    worker.worker.levers().consume("celery");

    await().until(() -> worker.state(id).equals("SUCCESS"));
  }

  @Test
  void what_bears_a_revoked_stamp_does_not_run_and_is_ended_where_it_runs() {
    worker.start();
    String runs = worker.enqueue(stamped("wait", "batch", Json.of("7")));
    String other = worker.enqueue(stamped("note", "batch", Json.of("8")));
    await().until(() -> running.get() == 1);
    Map<String, List<String>> seventh = Map.of("batch", List.of("7", "9"));

    worker.broker.revokes().revokeStamped(seventh);
    List<String> ended = worker.worker.levers().terminateStamped(seventh);
    String late = worker.enqueue(stamped("note", "batch", JsonArray.ofTexts(List.of("1", "9"))));

    assertThat(ended).containsExactly(runs);
    await().until(() -> worker.state(late).equals("REVOKED"));
    await().until(() -> worker.state(other).equals("SUCCESS"));
    await().until(() -> worker.state(runs).equals("REVOKED"));
    assertThat(worker.broker.revokes().newest(10)).as("ids only").isEmpty();
  }

  private static Outgoing stamped(String task, String key, Json value) {
    JsonObject stamps = JsonObject.builder().put(key, value).build();
    return Outgoing.of(task).header("stamps", stamps);
  }
}
