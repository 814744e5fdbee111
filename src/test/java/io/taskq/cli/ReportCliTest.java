package io.taskq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithRedis
class ReportCliTest {

  private static final String FILE =
      "timezone: Asia/Shanghai\nmail: {password: \"${PW}\"}\nworker: {queues: [a, b]}\n";

  @Test
  void shows_value_and_origin_of_every_setting(RedisServer server, @TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("taskq.yml"), FILE);

    Golden.alone()
        .in(folder)
        .variable("PW", "hidden")
        .variable("TASKQ_RESULT_EXPIRES", "2h")
        .run("report", "--broker", server.url())
        .matches("report.txt");
  }

  @Test
  void json_has_the_same(RedisServer server, @TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("taskq.yml"), FILE);

    Golden.Answer answer =
        Golden.alone().in(folder).variable("PW", "hidden").run("report", "-j", "-b", server.url());

    JsonObject settings = settings(answer);
    assertThat(settings.get("timezone").text())
        .isEqualTo(
            "{\"value\": \"Asia/Shanghai\", \"origin\": \"file\", \"where\": \"taskq.yml:1\"}");
    assertThat(settings.get("mail.password").text()).contains("\"***\"");
    assertThat(settings.get("worker.lease").text()).contains("\"6s\"").contains("\"default\"");
  }

  @Test
  void the_shipped_settings_are_the_defaults() {
    Path shipped = Path.of("config/taskq.yml").toAbsolutePath();

    Golden.Answer answer =
        Golden.alone()
            .run("report", "-j", "-b", "redis://127.0.0.1:1", "--config", shipped.toString());

    assertThat(answer.exitCode()).isZero();
    assertThat(settings(answer).members().values().stream().map(Json::text))
        .noneMatch(setting -> setting.contains("\"file\""));
  }

  private static JsonObject settings(Golden.Answer answer) {
    return Json.parse(answer.out())
        .asObject()
        .orElseThrow()
        .get("settings")
        .asObject()
        .orElseThrow();
  }
}
