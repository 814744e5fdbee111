package io.taskq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong input, each with its exit code and two lines. */
class UsageCliTest {

  private static final String CANARY = "s3cr3t-CANARY";

  @Test
  void help_of_all() {
    Golden.alone().run("--help").matches("help.txt");
  }

  @Test
  void help_of_one() {
    Golden.alone().run("enqueue", "--help").matches("help-enqueue.txt");
    Golden.alone().run("result", "--help").matches("help-result.txt");
    Golden.alone().run("queue", "--help").matches("help-queue.txt");
    Golden.alone().run("queue", "show", "--help").matches("help-queue-show.txt");
    Golden.alone().run("report", "--help").matches("help-report.txt");
  }

  @Test
  void no_command_at_all() {
    Golden.alone().run().matches("no-command.txt");
  }

  @Test
  void unknown_command() {
    Golden.alone().run("enqeue", "add").matches("unknown-command.txt");
  }

  @Test
  void unknown_option() {
    Golden.alone().run("enqueue", "add", "--cuntdown", "3").matches("unknown-option.txt");
  }

  @Test
  void broken_json_in_args() {
    Golden.alone().run("enqueue", "add", "--args", "[2, 3").matches("broken-json.txt");
  }

  @Test
  void arg_and_args_together() {
    Golden.alone().run("call", "add", "--arg", "1", "--args", "[2]").matches("mixed-args.txt");
  }

  @Test
  void a_time_that_is_none() {
    Golden.alone().run("enqueue", "add", "--eta", "tomorrow").matches("bad-eta.txt");
  }

  @Test
  void what_is_not_built_says_so() {
    Golden.alone().run("enqueue", "add", "--broadcast").matches("not-built.txt");
  }

  @Test
  void unreachable_redis() {
    Golden.alone()
        .run("-b", "redis://user:" + CANARY + "@127.0.0.1:1", "enqueue", "add")
        .matches("unreachable.txt");
  }

  @Test
  void an_address_that_is_none() {
    Golden.alone()
        .run("queue", "ls", "--broker", "http://:" + CANARY + "@h:1")
        .matches("bad-url.txt");
  }

  @Test
  void wrong_password() {
    try (RedisServer server = RedisServer.start();
        Redis redis = Redis.connect(RedisUrl.parse(server.url()), RedisOptions.forCommand())) {
      redis.ask("protect it", client -> client.configSet("requirepass", "right-" + CANARY));
      String url = "redis://:wrong-" + CANARY + "@127.0.0.1:" + server.port();

      Golden.alone().run("enqueue", "add", "-b", url).matches("wrong-password.txt");
    }
  }

  @Test
  void unknown_setting_in_the_environment() {
    Golden.alone()
        .variable("TASKQ_WORKER_CONCURENCY", "3")
        .run("report")
        .matches("unknown-variable.txt");
  }

  @Test
  void wrong_value_in_the_environment() {
    Golden.alone()
        .variable("TASKQ_RESULT_EXPIRES", "soon")
        .run("report")
        .matches("bad-variable.txt");
  }

  @Test
  void unknown_setting_in_a_file(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("taskq.yml"), "timezone: UTC\nworker:\n  concurency: 3\n");

    Golden.alone().in(folder).run("report").matches("unknown-setting.txt");
  }

  @Test
  void wrong_value_in_a_file(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("taskq.yml"), "worker: {lease: long}\n");

    Golden.alone().in(folder).run("enqueue", "add").matches("bad-setting.txt");
  }

  @Test
  void missing_settings_file() {
    Golden.alone().run("report", "--config", "nowhere.yml").matches("missing-file.txt");
  }

  @Test
  void a_password_is_never_shown() {
    String url = "redis://:" + CANARY + "@127.0.0.1:1/0";

    for (String[] args :
        new String[][] {
          {"report"},
          {"report", "--json"},
          {"enqueue", "a"},
          {"result", "x", "--stacktrace"},
          {"queue", "ls"},
          {"enqueue", "a", "--broker=" + url + "/x"},
          {"enqueue", url, "--nope"}
        }) {
      Golden.Answer answer =
          Golden.alone()
              .variable("TASKQ_BROKER", url)
              .variable("TASKQ_MAIL_PASSWORD", CANARY)
              .run(args);

      assertThat(answer.out() + answer.err()).as(String.join(" ", args)).doesNotContain(CANARY);
    }
  }
}
