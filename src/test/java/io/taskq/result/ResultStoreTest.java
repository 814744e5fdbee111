package io.taskq.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.state.Failure;
import io.taskq.state.TaskState;
import io.taskq.testing.FreePort;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@WithRedis
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ResultStoreTest {

  private static final Instant DONE = Instant.parse("2030-01-01T00:00:00Z");
  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void what_is_stored_is_read_until_it_is_forgotten(Redis redis, Keys keys) {
    ResultStore results = new ResultStore(redis, keys);
    store(redis, keys, success("a", 5), false);

    assertThat(results.get("a").map(TaskResult::result)).contains(Json.of(5));
    assertThat(results.forget("a")).isTrue();
    assertThat(results.get("a")).isEmpty();
    assertThat(results.forget("a")).isFalse();
  }

  @Test
  void a_result_that_is_there_is_not_waited_for(Redis redis, Keys keys) throws Exception {
    ResultStore results = new ResultStore(redis, keys);
    store(
        redis, keys, TaskResult.failure(Subject.of("a"), Failure.notRegistered("x"), DONE), false);

    Optional<TaskResult> result = results.await("a", Duration.ZERO);

    assertThat(result.map(TaskResult::state)).contains(TaskState.FAILURE);
  }

  @Test
  void who_waits_is_woken_by_the_publication(Redis redis, Keys keys) throws Exception {
    // Never looks again by itself, so that only the publication can end the waiting.
    Waiting waiting = new Waiting(new ResultStore(redis, keys, LONG), redis, keys, 1);

    waiting.store(true);

    assertThat(waiting.first().map(TaskResult::result)).contains(Json.of(7));
    waiting.close();
  }

  @Test
  void a_result_that_nobody_announced_is_found_all_the_same(Redis redis, Keys keys)
      throws Exception {
    Waiting waiting = new Waiting(new ResultStore(redis, keys), redis, keys, 1);

    waiting.store(false);

    assertThat(waiting.first().map(TaskResult::result)).contains(Json.of(7));
    waiting.close();
  }

  @Test
  void many_may_wait_for_one_result(Redis redis, Keys keys) throws Exception {
    Waiting waiting = new Waiting(new ResultStore(redis, keys), redis, keys, 30);

    waiting.store(true);

    for (Future<Optional<TaskResult>> one : waiting.all) {
      assertThat(one.get().map(TaskResult::result)).contains(Json.of(7));
    }
    waiting.close();
  }

  @Test
  void a_task_that_only_runs_is_waited_for_until_time_is_up(Redis redis, Keys keys)
      throws Exception {
    ResultStore results = new ResultStore(redis, keys);
    store(redis, keys, TaskResult.started(Subject.of("a"), 1, "w"), true);
    long start = System.nanoTime();

    Optional<TaskResult> result = results.await("a", Duration.ofMillis(300));

    assertThat(result).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(300), Duration.ofMillis(1500));
  }

  @Test
  void who_stops_waiting_leaves_no_subscription_behind(Redis redis, Keys keys) throws Exception {
    new ResultStore(redis, keys).await("a", Duration.ofMillis(10));

    await().untilAsserted(() -> assertThat(subscribers(redis, keys)).isZero());
  }

  @Test
  void a_server_that_is_not_there_is_said_to_be_unavailable(Keys keys) {
    RedisUrl nowhere = RedisUrl.parse("redis://127.0.0.1:" + FreePort.find() + "/0");
    try (Redis redis = Redis.connect(nowhere, RedisOptions.forCommand())) {
      ResultStore results = new ResultStore(redis, keys);

      assertThatThrownBy(() -> results.await("a", LONG))
          .isInstanceOf(TaskqException.Unavailable.class);
    }
  }

  private static TaskResult success(String id, long value) {
    return TaskResult.success(Subject.of(id), Json.of(value), DONE);
  }

  private static void store(Redis redis, Keys keys, TaskResult result, boolean announced) {
    String key = keys.result(result.taskId());
    String text = ResultCodec.encode(result);
    redis.ask("store", client -> client.set(key, text));
    if (announced) {
      redis.ask("announce", client -> client.publish(key, text));
    }
  }

  private static long subscribers(Redis redis, Keys keys) {
    String script = "return redis.call('PUBSUB', 'NUMSUB', ARGV[1])[2]";
    List<String> args = List.of(keys.result("a"));
    return (Long) redis.ask("count", client -> client.eval(script, List.of(), args));
  }

  /** Waiters of one task that all have subscribed. */
  private static final class Waiting {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Redis redis;
    private final Keys keys;
    private final List<Future<Optional<TaskResult>>> all;

    Waiting(ResultStore results, Redis redis, Keys keys, int count) {
      this.redis = redis;
      this.keys = keys;
      Callable<Optional<TaskResult>> one = () -> results.await("a", LONG);
      all = IntStream.range(0, count).mapToObj(n -> threads.submit(one)).toList();
      await().until(() -> subscribers(redis, keys) == count);
    }

    void store(boolean announced) {
      ResultStoreTest.store(redis, keys, success("a", 7), announced);
    }

    Optional<TaskResult> first() throws Exception {
      return all.getFirst().get();
    }

    void close() {
      threads.close();
    }
  }
}
