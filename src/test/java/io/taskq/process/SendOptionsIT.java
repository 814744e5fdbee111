package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import io.taskq.testing.Celery;
import io.taskq.testing.Command;
import io.taskq.testing.Command.Outcome;
import io.taskq.testing.WithCelery;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each way to send a task, from a client of one kind to a worker of the other. */
@WithCelery
@Timeout(120)
class SendOptionsIT extends AtSite {

  @Test
  void what_a_celery_client_may_say_of_a_task_is_heeded_by_a_taskq_worker() throws Exception {
    site.write(
        "taskq.yml",
        """
        task_defaults: {retries: {max: 0}}
        tasks:
          show: {exec: [cat], stdin: json}
        """);
    site.worker("-Q", "celery,other", "-c", "4");

    String client =
        """
        from celery import Celery
        app = Celery(broker='%1$s', backend='%1$s')
        """
            .formatted(server.url());
    List<String> said =
        Celery.run(client + CanvasIT.resource("send_options.py"), "").lines().toList();

    assertThat(said).hasSizeGreaterThan(40).noneMatch(line -> line.startsWith("BAD"));
  }

  @Test
  void what_taskq_may_say_of_a_task_is_heeded_by_a_celery_worker() {
    site.write("send_tasks.py", CanvasIT.resource("send_tasks.py").replace("URL", server.url()));
    String words = "-m celery -A send_tasks worker -Q celery,py -P solo -l info";
    Command command = Command.of((Celery.PYTHON + " " + words).split(" ", -1));
    TaskqProcess celery = site.program(command);
    // One of taskq's, which has other queues, keeps what is delayed.
    site.worker("-c", "1", "-Q", "elsewhere");
    celery.saying("ready.");

    JsonObject plain = show("--arg", "2", "--arg-str", "3", "--kwarg", "k=[1]", "--id", "my-id");
    assertThat(plain.get("args").text()).isEqualTo("[2, \"3\"]");
    assertThat(plain.get("kwargs").text()).isEqualTo("{\"k\": [1]}");
    assertThat(plain.textOf("id")).contains("my-id");
    assertThat(plain.textOf("root")).contains("my-id");
    assertThat(plain.textOf("argsrepr")).contains("(2, '3')");
    assertThat(show("-a", "[null]", "-k", "{\"k\": 1}").get("args").text()).isEqualTo("[null]");
    assertThat(show("--queue", "py").textOf("queue")).contains("py");
    assertThat(show("--routing-key", "py").textOf("queue")).contains("py");
    assertThat(show("--priority", "9").get("priority")).isEqualTo(Json.of(9));
    assertThat(show("--serializer", "json", "--retries", "3").get("retries").text()).isEqualTo("0");
    assertTimes();
    assertLinks();
  }

  private void assertTimes() {
    Instant begun = Instant.now();
    assertThat(time(show("--countdown", "1"), "eta")).isBetween(begun, Instant.now());
    assertThat(time(show("--countdown", "1", "--celery-eta"), "eta"))
        .isBetween(begun, Instant.now());
    String soon = Instant.now().plusMillis(1000).toString();
    assertThat(time(show("--eta", soon), "eta")).isBetween(begun, Instant.now());
    assertThat(time(show("--expires", "300"), "expires")).isAfter(begun);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(site.keysLike("taskq:{celery}:m")).isEmpty());
    Outcome late = enqueue("py.show", "--expires", "2000-01-01T00:00:00Z");
    assertThat(late.exitCode()).isEqualTo(5);
    assertThat(late.err()).contains("expired");
  }

  private void assertLinks() {
    Outcome first = enqueue("py.show", "--idempotency-key", "once", "--id", "first");
    Outcome again = site.here("enqueue", "py.show", "--idempotency-key", "once");
    assertThat(again.out()).as("the id of the first").isEqualTo("first\n");
    assertThat(first.exitCode()).isZero();
    Outcome failed =
        enqueue("py.fail", "--link-error", "py.told", "--id", "failing", "--link", "py.told");
    assertThat(failed.exitCode()).isEqualTo(5);
    assertThat(failed.err()).contains("no paper");
    assertThat(site.here("result", "failing", "--state").out()).isEqualTo("FAILURE\n");
    assertThat(site.here("result", "first", "--forget").exitCode()).isZero();
    assertThat(site.here("result", "first").exitCode()).isEqualTo(3);
  }

  private JsonObject show(String... options) {
    Outcome said = enqueue("py.show", options);
    assertThat(said.exitCode()).as(said.toString()).isZero();
    return Json.parse(said.out()).asObject().orElseThrow();
  }

  private static Instant time(JsonObject seen, String name) {
    return OffsetDateTime.parse(seen.textOf(name).orElseThrow()).toInstant();
  }

  private Outcome enqueue(String task, String... options) {
    return site.here(
        Stream.concat(Stream.of("call", task, "--wait", "--timeout", "30"), Stream.of(options))
            .toArray(String[]::new));
  }
}
