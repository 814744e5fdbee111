package io.taskq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Undecodable;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithRedis
class EnqueueCliTest {

  private static final MessageCodec CODEC = new MessageCodec(1_000_000, ZoneOffset.UTC);

  @Test
  void prints_the_id_and_nothing_else(RedisServer server, Keys keys) {
    Golden.with(server, keys).run("enqueue", "add", "--arg", "2").matches("enqueue.txt");
  }

  @Test
  void json_names_task_and_queue(RedisServer server, Keys keys) {
    Golden.with(server, keys)
        .run("call", "add", "--id", "one", "--queue", "mail", "--json")
        .matches("enqueue-json.txt");
  }

  @Test
  void arg_keeps_what_only_looks_like_a_number(RedisServer server, Keys keys, Redis redis)
      throws Undecodable {
    String[] args = {
      "enqueue", "add", "--arg", "007", "--arg", "1e5", "--arg", "1.10", "--arg", "yun",
      "--arg", "-3", "--arg", "1.5", "--arg", "true", "--arg", "null", "--arg", "[1,2]",
      "--arg", "{\"云\": 1}", "--arg-str", "8", "--arg", "9", "--kwarg", "k=2=3", "--kwarg", "n=4"
    };

    Golden.with(server, keys).run(args);

    Message message = only(redis, keys, "celery");
    assertThat(message.args().text())
        .isEqualTo(
            "[\"007\", \"1e5\", \"1.10\", \"yun\", -3, 1.5, true, null, [1, 2],"
                + " {\"\\u4e91\": 1}, \"8\", 9]");
    assertThat(message.kwargs().text()).isEqualTo("{\"k\": \"2=3\", \"n\": 4}");
  }

  @Test
  void options_reach_the_message(RedisServer server, Keys keys, Redis redis) throws Undecodable {
    Golden.with(server, keys)
        .variable("TASKQ_TIMEZONE", "Asia/Shanghai")
        .run(
            "enqueue",
            "add",
            "--kwarg",
            "password=abc",
            "--retries",
            "3",
            "--priority",
            "0",
            "--eta",
            "2100-01-01T08:00:00",
            "--expires",
            "2100-01-02T00:00:00Z");

    Message message = only(redis, keys, "celery");
    assertThat(message.eta()).contains(Instant.parse("2100-01-01T00:00:00Z"));
    assertThat(message.expires()).contains(Instant.parse("2100-01-02T00:00:00Z"));
    assertThat(message.headers().get("taskq_max_retries").asLong()).contains(3L);
    assertThat(message.headers().get("kwargsrepr").text()).contains("***").doesNotContain("abc");
  }

  @Test
  void without_a_worker_a_countdown_goes_celerys_way_and_says_so(RedisServer server, Keys keys) {
    Golden.with(server, keys)
        .run("enqueue", "add", "--id", "later", "--countdown", "60")
        .matches("enqueue-countdown.txt");
  }

  @Test
  void the_first_route_that_fits_decides(
      RedisServer server, Keys keys, Redis redis, @TempDir Path folder)
      throws IOException, Undecodable {
    Files.writeString(
        folder.resolve("taskq.yml"),
        "routes: [{task: 'mail.*', queue: post}, {task: '*', queue: rest}]\n");

    Golden.with(server, keys).in(folder).run("enqueue", "mail.send");

    assertThat(only(redis, keys, "post").task()).isEqualTo("mail.send");
  }

  @Test
  void the_same_id_again_adds_nothing(RedisServer server, Keys keys, Redis redis)
      throws Undecodable {
    Golden.with(server, keys).run("enqueue", "add", "--id", "same");

    Golden.with(server, keys).run("enqueue", "add", "--id", "same").matches("enqueue-again.txt");

    assertThat(only(redis, keys, "celery").id()).isEqualTo("same");
  }

  @Test
  void one_task_for_each_line(RedisServer server, Keys keys, @TempDir Path folder)
      throws IOException {
    Files.writeString(
        folder.resolve("tasks.jsonl"),
        """
        {"task": "add", "args": [1, 2], "id": "first"}
        {"task": "echo", "kwargs": {"text": "云海"}, "options": {"queue": "mail", "id": "second"}}
        """);

    Golden.with(server, keys)
        .in(folder)
        .run("enqueue", "--from", "tasks.jsonl")
        .matches("enqueue-from.txt");
  }

  @Test
  void a_broken_line_is_named_after_what_was_sent(
      RedisServer server, Keys keys, @TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("tasks.jsonl"),
        "{\"task\": \"add\", \"id\": \"first\"}\n{\"task\": \"add\", \"quue\": \"x\"}\n");

    Golden.with(server, keys)
        .in(folder)
        .run("enqueue", "--from", "tasks.jsonl")
        .matches("enqueue-from-broken.txt");
  }

  @Test
  void a_file_goes_on_where_it_stopped_and_doubles_nothing(
      RedisServer server, Keys keys, Redis redis, @TempDir Path folder) throws IOException {
    StringBuilder orders = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      orders.append("{\"task\": \"add\"}\n");
    }
    Files.writeString(folder.resolve("many.jsonl"), orders + "broken\n");
    Golden.Answer stopped =
        Golden.with(server, keys).in(folder).run("enqueue", "--from", "many.jsonl", "-q");
    Files.writeString(folder.resolve("many.jsonl"), orders + "{\"task\": \"add\"}\n");
    String key = stopped.err().replaceAll("(?s).*--resume (.*):501\n", "$1");

    Golden.Answer again =
        Golden.with(server, keys)
            .in(folder)
            .run("enqueue", "--from", "many.jsonl", "--resume", key + ":400");

    assertThat(stopped.exitCode()).isEqualTo(2);
    assertThat(stopped.out()).hasLineCount(500);
    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).hasLineCount(102);
    assertThat(stopped.out().lines().skip(399).toList())
        .isEqualTo(again.out().lines().limit(101).toList());
    long waiting = redis.ask("look", client -> client.llen(keys.queue("celery").list(0)));
    assertThat(waiting).isEqualTo(501);
  }

  @Test
  void a_refused_line_is_named_and_those_after_it_are_counted(
      RedisServer server, Keys keys, Redis redis, @TempDir Path folder) throws IOException {
    redis.ask("plant", client -> client.set(keys.queue("wrong").list(0), "text"));
    Files.writeString(
        folder.resolve("tasks.jsonl"),
        """
        {"task": "add", "id": "first"}
        {"task": "add", "id": "second", "queue": "wrong"}
        {"task": "add", "id": "third"}
        """);

    Golden.Answer answer =
        Golden.with(server, keys).in(folder).run("enqueue", "--from", "tasks.jsonl");

    assertThat(answer.exitCode()).isEqualTo(4);
    assertThat(answer.out()).isEqualTo("first\nthird\n");
    assertThat(answer.err())
        .startsWith("taskq: cannot enqueue line 2 of tasks.jsonl: ")
        .contains("Enqueued so far: 2. When that is mended, repeat:")
        .contains("\n  taskq enqueue --from tasks.jsonl --resume ")
        .endsWith(":2\n");
  }

  @Test
  void a_key_of_the_wrong_type_is_named(RedisServer server, Keys keys, Redis redis) {
    redis.ask("plant", client -> client.set(keys.queue("wrong").list(0), "text"));

    Golden.Answer answer = Golden.with(server, keys).run("enqueue", "add", "--queue", "wrong");

    assertThat(answer.exitCode()).isEqualTo(4);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).contains("wrong").contains("string").hasLineCount(2);
  }

  @Test
  void an_option_may_come_from_the_environment(RedisServer server, Keys keys, Redis redis)
      throws Undecodable {
    Golden.with(server, keys).variable("TASKQ_ENQUEUE_QUEUE", "env").run("enqueue", "add");

    assertThat(only(redis, keys, "env").task()).isEqualTo("add");
  }

  @Test
  void waiting_ends_with_its_time(RedisServer server, Keys keys) {
    Golden.with(server, keys)
        .run("enqueue", "add", "--id", "slow", "--wait", "--timeout", "0.1")
        .matches("enqueue-timeout.txt");
  }

  private static Message only(Redis redis, Keys keys, String queue) throws Undecodable {
    List<String> raw = redis.ask("look", client -> client.lrange(keys.queue(queue).list(0), 0, -1));
    assertThat(raw).hasSize(1);
    return CODEC.decode(raw.getFirst());
  }
}
