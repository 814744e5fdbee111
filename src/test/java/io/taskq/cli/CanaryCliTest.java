package io.taskq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.testing.FreePort;
import io.taskq.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One password everywhere: no command, in no failure, shows it or leaves it in Redis. */
class CanaryCliTest {

  private static final String CANARY = "s3cr3t-CANARY";

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("enqueue", "add", "--arg", "1", "--kwarg", "password=" + CANARY),
          List.of("enqueue", "add", "--countdown", "900", "--kwarg", "token=" + CANARY),
          List.of("enqueue", "add", "--wait", "--timeout", "0.1"),
          List.of("queue", "ls"),
          List.of("queue", "show", "celery"),
          List.of("queue", "pause", "celery"),
          List.of("queue", "resume", "celery"),
          List.of("dead", "ls"),
          List.of("dead", "requeue", "--all"),
          List.of("inspect", "scheduled", "-t", "0.05"),
          List.of("inspect", "conf", "-t", "0.05"),
          List.of("inspect", "stats", "-t", "0.05"),
          List.of("inspect", "task", "nobody", "-t", "0.05"),
          List.of("status", "-t", "0.05"),
          List.of("list", "queues"),
          List.of("list", "tasks"),
          List.of("report"),
          List.of("health"),
          List.of("health", "--beat"),
          List.of("result", "nobody"),
          List.of("purge"),
          List.of("schedule", "validate", "--schedule", "nowhere.yml"),
          List.of("worker", "--pool", "nonsense"),
          List.of("beat", "--schedule", "nowhere.yml"),
          List.of("broker", "status"),
          List.of("generate-completion"),
          List.of("nonsense"));

  @TempDir private Path folder;

  @Test
  void no_command_shows_a_password_whatever_goes_wrong() throws IOException {
    Path good = settings("taskq.yml", "mail: {host: localhost, password: " + CANARY + "}");
    Path wrong = settings("wrong.yml", "mail: {password: [" + CANARY + "]}");
    Path torn = settings("torn.yml", "broker: \"redis://:" + CANARY + "@localhost\nmail: {");
    Path words = settings("words.yml", "worker: {concurrency: " + CANARY + "}\n");
    try (RedisServer server = RedisServer.start()) {
      String login = "redis://:" + CANARY + "@127.0.0.1:" + server.port() + "/0";
      try (Redis redis = Redis.connect(RedisUrl.parse(server.url()), RedisOptions.forCommand())) {
        redis.ask("test", client -> client.configSet("requirepass", CANARY));
      }
      all(login, good);
      List<String> json = List.of("report", "--json");
      judge(run(login, good, json.toArray(String[]::new)), login, json);
      all("redis://:wrong-" + CANARY + "@127.0.0.1:" + server.port() + "/0", good);
      all("redis://me:" + CANARY + "@127.0.0.1:" + FreePort.find() + "/0", good);
      all("redis://:" + CANARY + "%40x@127.0.0.1:99999/0", good);
      all("redis://:" + CANARY + " x@127.0.0.1/0", good);
      all(":" + CANARY + "@127.0.0.1", good);
      all("redis-sentinel://:" + CANARY + "@h1:1,h2:2/master/0;redis://:" + CANARY + "@h3", good);
      all(login, wrong);
      all(login, torn);
      judgeRedis(login);
      assertThat(run(login, words, "queue", "ls").exitCode()).isEqualTo(2);
    }
  }

  @Test
  void a_password_on_the_command_line_is_warned_of_once() throws IOException {
    Path good = settings("taskq.yml", "timezone: UTC");
    String address = "redis://:" + CANARY + "@127.0.0.1:" + FreePort.find() + "/0";

    Golden.Answer named = run(address, good, "queue", "ls", "--broker", address);
    Golden.Answer quiet = run(address, good, "queue", "ls");

    assertThat(named.err()).containsOnlyOnce("everyone on this machine can see the password");
    assertThat(quiet.err()).doesNotContain("everyone");
    assertThat(named.err()).doesNotContain(CANARY);
  }

  @Test
  void an_address_that_trusts_anybody_is_warned_of_and_wrong_options_are_refused()
      throws IOException {
    Path good = settings("taskq.yml", "timezone: UTC");
    String place = "127.0.0.1:" + FreePort.find() + "/0";

    assertThat(run("rediss://" + place + "?ssl_cert_reqs=none", good, "queue", "ls").err())
        .contains("the certificate of Redis is not verified (ssl_cert_reqs=none)");
    assertThat(run("redis://" + place + "?ssl_cert_reqs=none", good, "queue", "ls").err())
        .contains("Write rediss://.");
    assertThat(run("rediss://" + place + "?ssl_x=1", good, "queue", "ls").err())
        .contains("the option 'ssl_x' is not known");
  }

  @Test
  void a_queue_name_that_would_be_another_key_is_refused() throws IOException {
    Path good = settings("taskq.yml", "timezone: UTC");
    for (String name :
        List.of(
            "",
            "a{b}",
            "a\u0006\u00163",
            "unacked",
            "unacked_index",
            "_kombu.binding.x",
            "taskq:x",
            "celery-task-meta-x",
            "a\u202eb",
            "a\u200bb")) {
      Golden.Answer answer = run("redis://127.0.0.1:1/0", good, "enqueue", "add", "--queue", name);

      assertThat(answer.exitCode()).as(name).isEqualTo(2);
      assertThat(answer.err()).as(name).contains("wrong queue name");
    }
  }

  private Path settings(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text + "\n");
  }

  private void all(String broker, Path settings) {
    for (List<String> command : COMMANDS) {
      List<String> words = new ArrayList<>(command);
      words.add("--stacktrace");
      judge(run(broker, settings, words.toArray(String[]::new)), broker, words);
    }
  }

  private Golden.Answer run(String broker, Path settings, String... words) {
    return Golden.alone()
        .in(folder)
        .variable("HOME", folder.toString())
        .variable("TASKQ_BROKER", broker)
        .variable("TASKQ_RESULT_BACKEND", broker)
        .variable("TASKQ_MAIL_PASSWORD", CANARY)
        .variable("EMAIL_PWD", CANARY)
        .variable("TASKQ_LOG_LEVEL", "debug")
        .variable("TASKQ_CONFIG", settings.toString())
        .run(words);
  }

  private static void judge(Golden.Answer answer, String broker, List<String> words) {
    assertThat(answer.out() + answer.err()).as(broker + " " + words).doesNotContain(CANARY);
    assertThat(answer.exitCode()).as(broker + " " + words + answer.err()).isNotEqualTo(1);
  }

  /** What is asked for by a name that is hidden is in the body of its message, and nowhere else. */
  private static void judgeRedis(String login) {
    try (Redis redis = Redis.connect(RedisUrl.parse(login), RedisOptions.forCommand())) {
      Keys keys = new Keys("", 0);
      Set<String> names = redis.ask("test", client -> client.keys("*"));
      assertThat(names).noneMatch(key -> key.contains(CANARY));
      String list = keys.queue("celery").list(0);
      List<String> raws = redis.ask("test", client -> client.lrange(list, 0, -1));
      assertThat(raws).isNotEmpty().noneMatch(raw -> raw.contains(CANARY));
    }
  }
}
