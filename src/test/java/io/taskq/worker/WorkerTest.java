package io.taskq.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.broker.Claim;
import io.taskq.broker.Delivery;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.message.Outgoing;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.task.FinalFailure;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@WithRedis
class WorkerTest {

  private final List<Object> ran = new CopyOnWriteArrayList<>();
  private TestWorker worker;

  @BeforeEach
  void make_worker(Redis redis, Keys keys) {
    worker =
        new TestWorker(redis, keys)
            .task("add", (context, args) -> sum(args.positional()))
            .task("note", (context, args) -> ran.add(args.positional().getFirst()))
            .task(
                "fail",
                (context, args) -> {
                  ran.add(context.attempt());
                  throw new IllegalStateException("boom");
                });
  }

  @AfterEach
  void stop() {
    worker.close();
  }

  @ParameterizedTest
  @EnumSource(PoolKind.class)
  void every_pool_runs_a_task_and_stores_its_result(PoolKind pool) {
    String id = worker.enqueue("add", Json.of(2), Json.of(3));

    Worker.End end = worker.work(pool);

    assertThat(end).isEqualTo(Worker.End.FINISHED);
    assertThat(worker.result(id).orElseThrow().result()).isEqualTo(Json.of(5));
    assertThat(worker.stats().leased()).isZero();
  }

  @Test
  void a_flooded_queue_starves_no_other() {
    AtomicInteger before = new AtomicInteger();
    AtomicInteger waited = new AtomicInteger(-1);
    worker.task("flood", (context, arguments) -> before.incrementAndGet());
    worker.task(
        "other",
        (context, arguments) -> {
          waited.set(before.get());
          return 0;
        });
    for (int i = 0; i < 200; i++) {
      worker.enqueue("flood");
    }
    worker.enqueue(Outgoing.of("other").queue("quiet"));

    worker.queues(TestWorker.QUEUE, "quiet").work(PoolKind.THREADS);

    assertThat(waited.get()).as("runs of the flood before it").isBetween(0, 20);
  }

  @Test
  void tasks_of_one_queue_start_in_their_order() {
    for (int i = 0; i < 50; i++) {
      worker.enqueue("note", Json.of(i));
    }

    worker.work(PoolKind.SOLO);

    assertThat(ran).hasSize(50).isSortedAccordingTo((a, b) -> Long.compare((long) a, (long) b));
  }

  @Test
  void a_failing_task_is_tried_again_and_then_fails() {
    String id = worker.enqueue("fail");
    worker.start();

    await().until(() -> worker.state(id).equals("FAILURE"));

    assertThat(ran).containsExactly(1, 2, 3);
    assertThat(worker.result(id).orElseThrow().failure().orElseThrow().summary())
        .isEqualTo("IllegalStateException('boom')");
    await().until(() -> worker.stats().leased() == 0);
    assertThat(worker.stats().delayed()).isZero();
  }

  @Test
  void a_message_may_ask_for_fewer_retries() {
    String id = worker.enqueue(Outgoing.of("fail").header("taskq_max_retries", Json.of(0)));

    worker.work(PoolKind.THREADS);

    assertThat(worker.state(id)).isEqualTo("FAILURE");
    assertThat(ran).containsExactly(1);
  }

  @Test
  void wrong_arguments_are_a_failure_and_no_retry() {
    worker.task("number", (context, args) -> args.requiredNumber(0, "n"));
    String id = worker.enqueue("number", Json.of("two"));

    worker.work(PoolKind.THREADS);

    assertThat(worker.result(id).orElseThrow().failure().orElseThrow().text())
        .isEqualTo("number: parameter 'n' must be a number, not text");
  }

  @Test
  void a_final_failure_is_not_tried_again() {
    worker.task(
        "refused",
        (context, args) -> {
          throw new FinalFailure("550 nobody of this name");
        });
    String id = worker.enqueue(Outgoing.of("refused").header("taskq_max_retries", Json.of(3)));

    worker.work(PoolKind.THREADS);

    assertThat(worker.state(id)).isEqualTo("FAILURE");
  }

  @Test
  void a_value_without_a_form_in_json_is_a_failure() {
    worker.task("odd", (context, args) -> Thread.currentThread());
    String id = worker.enqueue("odd");

    worker.work(PoolKind.THREADS);

    assertThat(worker.result(id).orElseThrow().failure().orElseThrow().type())
        .isEqualTo("EncodeError");
  }

  @Test
  void an_unknown_task_is_buried_with_a_failure() {
    String id = worker.enqueue("nosuch");

    worker.work(PoolKind.THREADS);

    assertThat(worker.result(id).orElseThrow().failure().orElseThrow().summary())
        .isEqualTo("NotRegistered('nosuch')");
    assertThat(worker.stats().dead()).isEqualTo(1);
  }

  @Test
  void a_message_with_a_follow_up_that_cannot_be_followed_is_buried_rather_than_cut_short() {
    JsonObject signature = JsonObject.builder().put("subtask_type", "spell").build();
    String id = worker.enqueue(Outgoing.of("note").args(JsonArray.of(Json.of(1))).link(signature));

    worker.work(PoolKind.THREADS);

    assertThat(ran).isEmpty();
    assertThat(worker.result(id).orElseThrow().failure().orElseThrow().text())
        .isEqualTo(
            "what should follow it cannot be followed: signatures of type spell are not known");
    assertThat(worker.stats().dead()).isEqualTo(1);
  }

  @Test
  void a_message_that_cannot_be_read_is_buried_and_fails_when_it_has_an_id() {
    worker.enqueueRaw("not JSON", "x");
    worker.enqueueRaw(
        "{\"body\": \"%%%\", \"content-type\": \"application/json\", \"headers\":"
            + " {\"task\": \"add\", \"id\": \"broken\"}, \"properties\": {\"body_encoding\":"
            + " \"base64\"}}",
        "broken");
    String good = worker.enqueue("add", Json.of(1), Json.of(1));

    worker.work(PoolKind.THREADS);

    assertThat(worker.stats().dead()).isEqualTo(2);
    assertThat(worker.state("broken")).isEqualTo("FAILURE");
    assertThat(worker.state(good)).isEqualTo("SUCCESS");
  }

  @Test
  void an_expired_message_does_not_run(Redis redis) {
    String id =
        worker.enqueue(
            Outgoing.of("note")
                .args(JsonArray.of(Json.of(1)))
                .expires(redis.time().minusSeconds(1)));

    worker.work(PoolKind.THREADS);

    assertThat(worker.state(id)).isEqualTo("REVOKED");
    assertThat(ran).isEmpty();
  }

  @Test
  void a_message_with_an_eta_waits_in_redis_and_runs_once_when_it_is_due(Redis redis) {
    Instant due = redis.time().plusMillis(700);
    worker.task("when", (context, args) -> ran.add(redis.time()));
    String id = worker.enqueue(Outgoing.of("when").eta(due));
    worker.start();

    await().until(() -> worker.stats().delayed() == 1);
    await().until(() -> worker.state(id).equals("SUCCESS"));

    assertThat(ran).hasSize(1);
    assertThat((Instant) ran.getFirst()).isAfterOrEqualTo(due);
  }

  @Test
  void a_message_handed_out_too_often_is_buried() {
    String id = worker.enqueue("note", Json.of(1));
    for (int delivery = 1; delivery <= 4; delivery++) {
      dieWithIt(delivery);
    }

    worker.work(PoolKind.THREADS);

    assertThat(ran).isEmpty();
    assertThat(worker.result(id).orElseThrow().failure().orElseThrow().type())
        .isEqualTo("WorkerLostError");
    assertThat(worker.stats().dead()).isEqualTo(1);
  }

  @Test
  void a_drain_finishes_what_runs_and_claims_nothing_more() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(2);
    worker.task("wait", (context, args) -> waitFor(begun, go));
    String first = worker.enqueue("wait");
    String second = worker.enqueue("wait");
    worker.start();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

    worker.worker.drain();
    String third = worker.enqueue("wait");
    go.countDown();

    assertThat(worker.worker.await()).isEqualTo(Worker.End.FINISHED);
    assertThat(List.of(worker.state(first), worker.state(second))).containsOnly("SUCCESS");
    assertThat(worker.state(third)).isEqualTo("none");
    assertThat(worker.stats().readyTotal()).isEqualTo(1);
  }

  @Test
  void a_stop_gives_back_what_runs_uncounted() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    worker.task("wait", (context, args) -> waitFor(begun, new CountDownLatch(1)));
    worker.enqueue("wait");
    worker.start();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

    worker.worker.stopNow();

    assertThat(worker.worker.await()).isEqualTo(Worker.End.GAVE_BACK);
    Claim claim = new Claim("other", "c1", Duration.ofSeconds(30), 5, false);
    assertThat(worker.broker.claim(TestWorker.QUEUE, claim))
        .extracting(Delivery::deliveries)
        .containsExactly(1);
  }

  @Test
  void a_run_whose_lease_was_taken_is_cancelled_and_its_end_dropped(Redis redis, Keys keys)
      throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger interrupted = new AtomicInteger();
    worker.task(
        "wait",
        (context, args) -> {
          begun.countDown();
          try {
            return new CountDownLatch(1).await(1, TimeUnit.HOURS);
          } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            return "too late";
          }
        });
    String id = worker.enqueue("wait");
    worker.start();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

    redis.ask("forget", client -> client.del(keys.queue(TestWorker.QUEUE).meta()));

    await().until(() -> interrupted.get() == 1);
    assertThat(worker.log).anyMatch(line -> line.contains("lost its lease"));
    assertThat(worker.state(id)).isNotEqualTo("SUCCESS");
    worker.worker.drain();
    assertThat(worker.worker.await()).isEqualTo(Worker.End.FINISHED);
  }

  @Test
  void a_long_run_is_said_to_have_started_and_tells_its_progress() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    worker.task(
        "long",
        (context, args) -> {
          waitFor(begun, go);
          context.progress(40, "half way");
          return waitFor(begun, go);
        });
    String id = worker.enqueue("long");
    worker.start();

    await().until(() -> worker.state(id).equals("STARTED"));
    assertThat(worker.worker.running()).extracting(task -> task.id()).containsExactly(id);
    go.countDown();

    await().until(() -> worker.state(id).equals("SUCCESS"));
    assertThat(worker.worker.accepted()).containsEntry("long", 1L);
  }

  private static Object waitFor(CountDownLatch begun, CountDownLatch go)
      throws InterruptedException {
    begun.countDown();
    return go.await(30, TimeUnit.SECONDS);
  }

  private static long sum(List<Object> numbers) {
    return numbers.stream().mapToLong(number -> ((Number) number).longValue()).sum();
  }

  /** Claims what is there as a worker that is never heard of again, and lets its lease run out. */
  private void dieWithIt(int delivery) {
    Claim claim = new Claim("dead" + delivery, "c" + delivery, Duration.ofMillis(1), 1, false);
    await()
        .until(
            () -> {
              worker.broker.promote(TestWorker.QUEUE, 10);
              worker.broker.reap(TestWorker.QUEUE, Impatient.REAPING);
              return !worker.broker.claim(TestWorker.QUEUE, claim).isEmpty();
            });
    await().until(() -> worker.broker.reap(TestWorker.QUEUE, Impatient.REAPING).redelivered() > 0);
    worker.broker.promote(TestWorker.QUEUE, 10);
  }
}
