package io.taskq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.broker.Broker;
import io.taskq.broker.StoredResult;
import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.result.ResultCodec;
import io.taskq.result.Subject;
import io.taskq.result.TaskResult;
import io.taskq.testing.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client whose Redis goes and comes back. */
@Timeout(120)
class TaskqAwayTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Keys KEYS = new Keys("", 0);

  @Test
  void a_client_outlives_a_restart_and_so_does_who_waits() throws Exception {
    ClientOptions patient = ClientOptions.builder().patience(LONG).build();
    try (RedisServer server = RedisServer.startDurable();
        Taskq taskq = Taskq.connect(server.url(), patient);
        ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      AsyncResult before = taskq.enqueue("add", 2, 3);
      Future<Object> waiting = others.submit(() -> before.get(LONG));

      server.kill9();
      Future<AsyncResult> meanwhile = others.submit(() -> taskq.enqueue("add", 4, 5));
      server.restart();

      assertThat(meanwhile.get().id()).isNotEmpty();
      try (Redis redis = connect(server)) {
        end(redis, before.id());
        assertThat(waiting.get()).isEqualTo(5L);
        assertThat(Broker.on(redis, KEYS).queues().stats("celery").readyTotal()).isEqualTo(2);
      }
    }
  }

  @Test
  void whose_patience_is_over_is_told_what_is_wrong() {
    ClientOptions hasty = ClientOptions.builder().patience(Duration.ZERO).build();
    try (RedisServer server = RedisServer.start();
        Taskq taskq = Taskq.connect(server.url(), hasty)) {
      server.kill9();

      assertThatThrownBy(() -> taskq.enqueue("add", 2, 3))
          .isInstanceOf(TaskqException.Unavailable.class);
    }
  }

  private static Redis connect(RedisServer server) {
    RedisOptions options = RedisOptions.forWorker("test");
    return Redis.connect(RedisUrl.parse(server.url()), options);
  }

  private static void end(Redis redis, String id) {
    TaskResult five = TaskResult.success(Subject.of(id), Json.of(5), Instant.now());
    Broker.on(redis, KEYS)
        .record(new StoredResult(KEYS.result(id), ResultCodec.encode(five), LONG));
  }
}
