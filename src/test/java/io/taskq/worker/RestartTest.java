package io.taskq.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.json.Json;
import io.taskq.message.Outgoing;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.task.Arguments;
import io.taskq.task.TaskContext;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Workers drained one after the other under work, through the way a TERM takes: nothing is lost,
 * doubled, or early. The full numbers run with {@code -Dtaskq.storm=true}.
 */
@WithRedis
class RestartTest {

  private static final boolean STORM = Boolean.getBoolean("taskq.storm");
  private static final long SEED = Long.getLong("taskq.seed", 20261121L);

  private record Ran(String id, Instant at) {}

  private final Random random = new Random(SEED);
  private final CountDownLatch never = new CountDownLatch(1);
  private final List<Ran> runs = new CopyOnWriteArrayList<>();
  private final Deque<TestWorker> workers = new ArrayDeque<>();
  private Redis redis;
  private Keys keys;

  @AfterEach
  void stop() {
    workers.forEach(TestWorker::close);
  }

  @Test
  void rolling_restarts_lose_and_double_nothing(Redis redis, Keys keys) {
    use(redis, keys);
    int restarts = STORM ? 500 : 15;
    int sent = 0;
    Map<String, Integer> expected = new HashMap<>();
    for (int restart = 0; restart < restarts; restart++) {
      for (int i = 0; i < 6; i++) {
        expected.put(workers.getLast().enqueue("nap", Json.of(random.nextInt(40))), 1);
        sent++;
      }
      restartOldest();
    }
    await().atMost(Duration.ofSeconds(60)).until(this::isEmpty);

    System.out.printf(
        "rolling restarts: seed %d, %d restarts, %d tasks, %d runs%n",
        SEED, restarts, sent, runs.size());
    assertThat(runsOfEach()).isEqualTo(expected);
  }

  @Test
  void tasks_with_an_eta_outlive_restarts_and_run_once_and_never_early(Redis redis, Keys keys) {
    use(redis, keys);
    int count = STORM ? 1_000 : 60;
    int seconds = STORM ? 30 : 3;
    Map<String, Instant> due = new HashMap<>();
    Instant start = redis.time();
    for (int i = 0; i < count; i++) {
      Instant eta = start.plusMillis(500 + random.nextInt(seconds * 1000));
      due.put(workers.getLast().enqueue(Outgoing.of("nap").eta(eta)), eta);
    }
    while (redis.time().isBefore(start.plusSeconds(seconds))) {
      restartOldest();
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> runs.size() >= count && isEmpty());

    System.out.printf("ETA over restarts: seed %d, %d tasks, %d runs%n", SEED, count, runs.size());
    assertThat(runsOfEach()).hasSize(count).allSatisfy((id, ran) -> assertThat(ran).isOne());
    assertThat(runs).allSatisfy(ran -> assertThat(ran.at()).isAfterOrEqualTo(due.get(ran.id())));
  }

  @Test
  @Timeout(900)
  void a_task_much_longer_than_its_lease_runs_once(Redis redis, Keys keys) {
    use(redis, keys);
    Duration length = STORM ? Duration.ofMinutes(10) : TestWorker.LEASE.multipliedBy(3);
    String id = workers.getLast().enqueue("nap", Json.of(length.toMillis()));

    await()
        .atMost(length.plusSeconds(30))
        .until(() -> workers.getLast().state(id).equals("SUCCESS"));

    assertThat(runsOfEach()).containsExactlyEntriesOf(Map.of(id, 1));
    await().until(this::isEmpty);
  }

  private void use(Redis givenRedis, Keys givenKeys) {
    redis = givenRedis;
    keys = givenKeys;
    startOne();
    startOne();
  }

  private void startOne() {
    workers.add(new TestWorker(redis, keys).task("nap", this::nap).start());
  }

  /** Drains it as a TERM does, while another goes on, and starts one more. */
  private void restartOldest() {
    TestWorker oldest = workers.removeFirst();
    oldest.worker.drain();
    startOne();
    assertThat(oldest.worker.await()).isEqualTo(Worker.End.FINISHED);
    oldest.worker.close();
  }

  private boolean isEmpty() {
    var stats = workers.getLast().stats();
    return stats.readyTotal() + stats.leased() + stats.delayed() == 0;
  }

  private Map<String, Integer> runsOfEach() {
    Map<String, Integer> counts = new HashMap<>();
    runs.forEach(ran -> counts.merge(ran.id(), 1, Integer::sum));
    return counts;
  }

  private Object nap(TaskContext context, Arguments arguments) throws InterruptedException {
    runs.add(new Ran(context.id(), redis.time()));
    long millis = arguments.number(0, "ms").map(Number::longValue).orElse(0L);
    return never.await(millis, TimeUnit.MILLISECONDS);
  }
}
