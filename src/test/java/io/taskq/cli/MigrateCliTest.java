package io.taskq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.broker.Broker;
import io.taskq.broker.NewMessage;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithRedis;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages move to another queue or broker, in order, and none is lost or doubled by a repeat. */
@WithRedis
class MigrateCliTest {

  @TempDir private Path folder;

  @Test
  void messages_move_to_another_queue_in_order_and_name_it(
      RedisServer server, Redis redis, Keys keys) {
    for (String id : List.of("a", "b", "c")) {
      assertThat(taskq(server, keys, "enqueue", "add", "--id", id)).startsWith("exit 0");
    }
    assertThat(taskq(server, keys, "migrate", "celery", "other", "--dry-run"))
        .isEqualTo("exit 0\n--- stdout\n3 would be moved\n--- stderr\n");

    assertThat(taskq(server, keys, "migrate", "celery", "other", "-n", "2"))
        .isEqualTo("exit 0\n--- stdout\n2 moved\n--- stderr\n");

    assertThat(raws(redis, keys, "celery")).singleElement().asString().contains("\"c\"");
    assertThat(raws(redis, keys, "other")).hasSize(2).allMatch(raw -> raw.contains("\"other\""));
    assertThat(raws(redis, keys, "other").getLast()).as("served first").contains("\"a\"");
  }

  @Test
  void a_repeat_after_a_kill_removes_here_what_is_there_already(
      RedisServer server, Redis redis, Keys keys) {
    taskq(server, keys, "enqueue", "add", "--id", "a");
    taskq(server, keys, "enqueue", "add", "--id", "b");
    List<String> before = raws(redis, keys, "celery");
    taskq(server, keys, "migrate", "celery", "other");
    // Killed between the writing of b and its removal.
    redis.ask("test", client -> client.lpush(keys.queue("celery").list(0), before.getFirst()));

    assertThat(taskq(server, keys, "migrate", "celery", "other"))
        .isEqualTo(
            """
            exit 0
            --- stdout
            1 moved
            --- stderr
            1 were written by a command before this one, and are only removed here
            """);
    assertThat(raws(redis, keys, "celery")).isEmpty();
    assertThat(raws(redis, keys, "other")).hasSize(2);
  }

  @Test
  void every_known_queue_moves_to_another_broker_with_its_priorities_and_what_cannot_be_read(
      RedisServer server, Redis redis, Keys keys) {
    taskq(server, keys, "enqueue", "add", "--priority", "6", "--queue", "mail");
    Broker.on(redis, keys).enqueue(NewMessage.of("mail", 0, "broken", "no message"));
    taskq(server, keys, "enqueue", "add", "--countdown", "600", "--queue", "mail", "--id", "later");
    String there = server.url().replaceFirst("/\\d+$", "/7");
    try (Redis other = Redis.connect(RedisUrl.parse(there), RedisOptions.forCommand())) {
      Keys target = new Keys(keys.prefix(), 7);

      String said = taskq(server, keys, "migrate", server.url(), there, "--json");

      assertThat(said).contains("\"moved\": 3", "\"taken_meanwhile\": 0");
      assertThat(raws(other, target, "mail")).contains("no message").hasSize(2);
      long urgent = other.ask("look", c -> c.llen(target.queue("mail").list(2)));
      assertThat(urgent).isEqualTo(1);
      assertThat(raws(redis, keys, "mail")).isEmpty();
    }
  }

  @Test
  void a_queue_and_a_broker_do_not_mix(RedisServer server, Keys keys) {
    assertThat(taskq(server, keys, "migrate", "celery", server.url())).startsWith("exit 2");
    assertThat(taskq(server, keys, "migrate", "celery", "celery")).startsWith("exit 2");
  }

  private static List<String> raws(Redis redis, Keys keys, String queue) {
    return redis.ask("look", client -> client.lrange(keys.queue(queue).list(0), 0, -1));
  }

  private String taskq(RedisServer server, Keys keys, String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var environment = Map.of("TASKQ_BROKER", server.url(), "TASKQ_GLOBAL_KEYPREFIX", keys.prefix());
    int exitCode =
        Main.run(new PrintWriter(out, true), new PrintWriter(err, true), environment, folder, args);
    return "exit %d\n--- stdout\n%s--- stderr\n%s".formatted(exitCode, out, err);
  }
}
