package io.taskq.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.error.TaskqException;
import io.taskq.testing.FaultProxy;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisException;

@WithRedis
class RedisTest {

  @Test
  void a_server_that_is_back_is_taken_for_away_by_one_question_only() {
    try (RedisServer server = RedisServer.start();
        Redis redis = Redis.connect(RedisUrl.parse(server.url()), RedisOptions.forWorker(""))) {
      // Two questions at once, so that two connections lie in the pool.
      redis.ask("first", outer -> redis.ask("second", inner -> inner.ping() + outer.ping()));
      server.kill9();
      server.restart();

      assertThatThrownBy(redis::time).isInstanceOf(TaskqException.Unavailable.class);

      String answer = redis.ask("again", outer -> redis.ask("again", inner -> outer.ping()));
      assertThat(answer).isEqualTo("PONG");
    }
  }

  @Test
  void a_connection_whose_wire_is_torn_closes_without_a_word() {
    try (RedisServer server = RedisServer.start();
        FaultProxy proxy = FaultProxy.before(server);
        Redis redis = Redis.connect(RedisUrl.parse(proxy.url()), RedisOptions.forWorker(""))) {
      RedisConnection connection = redis.dedicated();
      proxy.reset();
      for (int i = 0; i < 3; i++) {
        // The first hears of the end, the next ones write what nobody takes any more.
        assertThatThrownBy(() -> connection.awaitElement("list", Duration.ofMillis(10)))
            .isInstanceOf(TaskqException.Unavailable.class);
      }

      assertThatCode(connection::close).doesNotThrowAnyException();
    }
  }

  @Test
  void whatever_breaks_after_a_connection_was_had_may_have_happened(Redis redis) {
    assertThatThrownBy(
            () ->
                redis.ask(
                    "enqueue",
                    client -> {
                      throw new JedisException("Could not return the broken resource to the pool");
                    }))
        .isInstanceOfSatisfying(
            TaskqException.Unavailable.class, lost -> assertThat(lost.mayHaveHappened()).isTrue());
  }
}
