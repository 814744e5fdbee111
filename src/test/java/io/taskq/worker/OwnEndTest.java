package io.taskq.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.json.Json;
import io.taskq.message.Outgoing;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.state.Failure;
import io.taskq.task.Retry;
import io.taskq.task.RetryPolicy;
import io.taskq.task.TaskOptions;
import io.taskq.testing.WithRedis;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks that say themselves how their run shall end. */
@WithRedis
class OwnEndTest {

  private static final RetryPolicy QUICK =
      new RetryPolicy(5, Duration.ofMillis(1), Duration.ofMillis(1), false);

  private final List<Object> ran = new CopyOnWriteArrayList<>();
  private TestWorker worker;

  @BeforeEach
  void make_worker(Redis redis, Keys keys) {
    worker =
        new TestWorker(redis, keys)
            .task("again", TestChild.Bad.AGAIN)
            .task("ignore", TestChild.Bad.IGNORE)
            .task("reject", TestChild.Bad.REJECT);
  }

  @AfterEach
  void stop() {
    worker.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"THREADS", "PROCESS"})
  void a_task_asks_for_a_retry_as_often_and_as_soon_as_it_wants(PoolKind pool) {
    String id = worker.enqueue("again");
    worker.pool(pool).start();

    await().until(() -> worker.state(id).equals("FAILURE"));

    assertThat(failure(id).summary()).isEqualTo("Retry('closed')");
    assertThat(worker.log).anyMatch(line -> line.contains("retry 1 of 1 in 0.0 s: closed"));
  }

  @ParameterizedTest
  @EnumSource(names = {"THREADS", "PROCESS"})
  void a_task_that_ignores_itself_stores_no_end(PoolKind pool) {
    String id = worker.enqueue("ignore");

    worker.work(pool);

    assertThat(worker.state(id)).as("STARTED when it took a moment").isIn("none", "STARTED");
    assertThat(worker.stats().leased()).isZero();
    assertThat(worker.log).anyMatch(line -> line.contains("ignored: nothing to do"));
  }

  @ParameterizedTest
  @EnumSource(names = {"THREADS", "PROCESS"})
  void a_task_that_rejects_its_message_makes_it_a_dead_letter(PoolKind pool) {
    String id = worker.enqueue("reject");

    worker.work(pool);

    assertThat(failure(id).summary()).isEqualTo("Reject('no such customer')");
    assertThat(worker.stats().dead()).isEqualTo(1);
  }

  @Test
  void the_cause_of_a_retry_is_what_watchers_see() {
    worker.task(
        "cause",
        (context, arguments) -> {
          ran.add(context.attempt());
          throw new Retry(new IOException("disk full")).in(Duration.ZERO);
        });
    String id = worker.enqueue("cause");
    worker.start();

    await().until(() -> worker.state(id).equals("FAILURE"));

    assertThat(failure(id).summary()).isEqualTo("IOException('disk full')");
    assertThat(ran).as("the worker's policy knows two retries").containsExactly(1, 2, 3);
  }

  @Test
  void who_enqueues_has_the_last_word_on_the_number_of_retries() {
    String id = worker.enqueue(Outgoing.of("again").header("taskq_max_retries", Json.of(0)));

    worker.work(PoolKind.THREADS);

    assertThat(worker.state(id)).isEqualTo("FAILURE");
  }

  @Test
  void a_policy_may_be_for_some_exceptions_only() {
    TaskOptions options =
        TaskOptions.DEFAULTS.withRetries(QUICK.onlyFor(Set.of(IOException.class)));
    worker.task(
        "picky",
        options,
        (context, arguments) -> {
          ran.add(context.attempt());
          if (context.attempt() < 3) {
            throw new IOException("not yet");
          }
          throw new IllegalStateException("never");
        });
    String id = worker.enqueue("picky");
    worker.start();

    await().until(() -> worker.state(id).equals("FAILURE"));

    assertThat(ran).containsExactly(1, 2, 3);
  }

  private Failure failure(String id) {
    return worker.result(id).orElseThrow().failure().orElseThrow();
  }
}
