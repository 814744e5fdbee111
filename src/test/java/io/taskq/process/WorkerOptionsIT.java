package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The options of a worker that Celery's has too, each by its effect. */
@Timeout(90)
class WorkerOptionsIT extends AtSite {

  private static final String[] OPTIONS = {
    "-c",
    "3",
    "-Q",
    "kept,left",
    "-X",
    "left",
    "-n",
    "w@here",
    "-l",
    "warning",
    "-f",
    "worker.log",
    "--pidfile",
    "worker.pid",
    "--purge",
    "--time-limit",
    "3",
    "--soft-time-limit",
    "30",
    "-E",
    "-O",
    "fair",
    "--without-gossip"
  };

  @Test
  void each_option_of_celerys_worker_has_its_effect() throws IOException {
    site.enqueue("add", "--arg", "1", "--arg", "1", "--queue", "kept", "--id", "purged");
    site.enqueue("add", "--arg", "1", "--arg", "1", "--queue", "left", "--id", "waits");
    TaskqProcess worker = site.startWorker(OPTIONS);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> site.here("inspect", "ping", "-t", "0.2").out().contains("w@here"));

    assertSlotsAndQueues();
    assertTasksAndLimits();
    assertLog(worker);
    worker.signal("TERM");
    assertThat(worker.end().exitCode()).isZero();
    assertThat(file("worker.pid")).doesNotExist();
  }

  private void assertSlotsAndQueues() throws IOException {
    JsonObject stats = object(object(json("stats").get("w@here")).get("pool"));
    assertThat(stats.get("max-concurrency")).as("-c").isEqualTo(Json.of(3));
    assertThat(site.here("inspect", "active_queues").out())
        .as("-Q, -X")
        .contains("1 queue\n  kept");
    assertThat(Files.readString(file("worker.pid")).strip())
        .as("--pidfile")
        .isEqualTo(json("stats").get("w@here").asObject().orElseThrow().get("pid").text());
  }

  private void assertTasksAndLimits() {
    assertThat(add("kept")).as("a task of the jar that comes with it").isEqualTo("3\n");
    assertThat(
            site.here(
                    "enqueue", "slow_add", "--arg", "1", "--arg", "2", "--queue", "kept", "--wait")
                .exitCode())
        .as("-I")
        .isZero();
    assertThat(
            site.here(
                    "enqueue",
                    "ledger",
                    "--arg",
                    "60",
                    "--queue",
                    "kept",
                    "--wait",
                    "--timeout",
                    "30")
                .err())
        .as("--time-limit")
        .contains("TimeLimitExceeded");
    assertThat(site.here("result", "purged", "--state").exitCode()).as("--purge").isEqualTo(3);
    assertThat(site.here("inspect", "task", "waits").out()).contains("no worker consumes left");
  }

  private void assertLog(TaskqProcess worker) throws IOException {
    String log = Files.readString(file("worker.log"));
    assertThat(log)
        .as("-f")
        .contains("ended after its hard time limit")
        .as("-l")
        .doesNotContain("received");
    assertThat(worker.err()).doesNotContain("time limit");
  }

  private String add(String queue) {
    return site.here("enqueue", "add", "--arg", "1", "--arg", "2", "--queue", queue, "--wait")
        .out();
  }

  private JsonObject json(String question) {
    return object(Json.parse(site.here("inspect", question, "--json").out()));
  }

  private static JsonObject object(Json value) {
    return value.asObject().orElseThrow();
  }

  private Path file(String name) {
    return site.folder().resolve(name);
  }
}
