package io.taskq.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.error.TaskqException;
import io.taskq.testing.RedisServer;
import org.junit.jupiter.api.Test;

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
}
