package io.taskq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.json.Json;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.result.ResultCodec;
import io.taskq.result.Subject;
import io.taskq.result.TaskResult;
import io.taskq.state.Failure;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithRedis;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@WithRedis
class ResultCliTest {

  private static final Instant DONE = Instant.parse("2030-01-01T00:00:00Z");
  private static final Failure FAILURE =
      new Failure(
          "ValueError",
          Optional.of("builtins"),
          List.of(Json.of("no\u001b[31m good\nsecond line")),
          Optional.of("Traceback\n  at somewhere"));

  @Test
  void a_success_prints_its_value(RedisServer server, Keys keys, Redis redis) {
    store(redis, keys, TaskResult.success(Subject.of("good"), Json.of("云海 \u202e"), DONE));

    Golden.with(server, keys).run("result", "good").matches("result-success.txt");
    Golden.with(server, keys).run("result", "good", "--json").matches("result-success-json.txt");
    Golden.with(server, keys).run("result", "good", "--state").matches("result-state.txt");
    Golden.with(server, keys).run("result", "good", "--wait").matches("result-success.txt");
  }

  @Test
  void a_failure_says_why_and_ends_with_5(RedisServer server, Keys keys, Redis redis) {
    store(redis, keys, TaskResult.failure(Subject.of("bad"), FAILURE, DONE));

    Golden.with(server, keys).run("result", "bad").matches("result-failure.txt");
    Golden.with(server, keys).run("result", "bad", "--json").matches("result-failure-json.txt");
    Golden.with(server, keys)
        .run("result", "bad", "--traceback")
        .matches("result-failure-traceback.txt");
  }

  @Test
  void what_waits_is_pending_and_what_nobody_knows_is_unknown(RedisServer server, Keys keys) {
    Golden.with(server, keys).run("enqueue", "add", "--id", "waits");

    Golden.with(server, keys).run("result", "waits").matches("result-pending.txt");
    Golden.with(server, keys).run("result", "waits", "--state").matches("result-pending-state.txt");
    Golden.with(server, keys).run("result", "nobody").matches("result-unknown.txt");
    Golden.with(server, keys)
        .run("result", "nobody", "--state", "--json")
        .matches("result-unknown-json.txt");
  }

  @Test
  void forget_removes_it(RedisServer server, Keys keys, Redis redis) {
    store(redis, keys, TaskResult.success(Subject.of("gone"), Json.of(5), DONE));

    Golden.Answer answer = Golden.with(server, keys).run("result", "gone", "--forget");

    assertThat(answer.exitCode()).isZero();
    assertThat(Golden.with(server, keys).run("result", "gone", "--forget").exitCode()).isEqualTo(3);
  }

  private static void store(Redis redis, Keys keys, TaskResult result) {
    String text = ResultCodec.encode(result);
    redis.ask("store", client -> client.set(keys.result(result.taskId()), text));
  }
}
