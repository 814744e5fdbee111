package io.taskq.process;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.control.Captured;
import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import io.taskq.message.Envelope;
import io.taskq.redis.Keys;
import io.taskq.testing.Likeness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every request that a real Celery client sent to a real Celery worker is sent to a taskq worker in
 * the same state, byte for byte. Its answers are alike but for what is named here.
 */
@Timeout(90)
class PidboxIT extends AtSite {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String NODE = "w1@wirehost";
  private static final String NAP = "bbbbbbbb-0000-0000-0000-00000000000";

  private static final Set<String> DATA =
      Set.of("stats.total", "hello.revoked", "query_task", "conf");

  /** Each difference, and why it is one. */
  private static final Map<String, String> DIFFERENCES =
      Map.ofEntries(
          entry("active[].attempt is more", "taskq counts attempts"),
          entry("query_task.*[].attempt is more", "as in active"),
          entry("reserved is empty", "a message is claimed when a slot is free, not before"),
          entry("scheduled is empty", "what has an ETA waits in Redis, in no worker's memory"),
          entry("stats.pool.writes is missing", "of the pipes to Celery's child processes"),
          entry("stats.pool.threads is more", "Celery's pool of threads has it"),
          entry("memdump is an object, not a text", "of Python's objects: an error says so"),
          entry("report.ok says other words", "other software"),
          entry("autoscale.error says other words", "and what to do"),
          entry("rate_limit.error says other words", "no message of a Python function"),
          entry("hello is answered", "Celery's worker asked before it could hear itself"),
          entry("shutdown is answered", "Celery's worker is gone before it could"));

  /** Those that only one version has, in which Celery itself has changed. */
  private static final Map<String, Map<String, String>> OF_VERSION =
      Map.of(
          "5.2.6",
          Map.of(
              "stats.broker.credential_provider is more", "new in 5.6",
              "stats.pool.implementation is more", "new in 5.3"),
          "5.6.3",
          Map.of("revoke.ok says other words", "a Python set there, in any order"));

  @ParameterizedTest
  @ValueSource(strings = {"5.2.6", "5.6.3"})
  void every_captured_request_is_answered_as_celery_answered_it(String version) throws Exception {
    startWorker();
    TreeSet<String> differences = new TreeSet<>();

    for (JsonObject exchange : Captured.all(version).toList()) {
      differences.addAll(differences(exchange));
    }

    TreeSet<String> known = new TreeSet<>(DIFFERENCES.keySet());
    known.addAll(OF_VERSION.get(version).keySet());
    assertThat(differences).isEqualTo(known);
    assertThat(site.keysLike("*.reply.celery.pidbox"))
        .as("no reply is left to nobody")
        .containsOnly("_kombu.binding.reply.celery.pidbox");
  }

  /** In the state of the captured one: two naps run, one waits, one task has a time to come. */
  private void startWorker() {
    site.write(
        "taskq.yml",
        """
        track_started: always
        tasks:
          tasks.nap: {exec: [sleep, "{0}"]}
          tasks.add: {exec: ["true"]}
          tasks.limited: {exec: ["true"], rate_limit: 10/m}
        """);
    site.worker("-n", NODE, "-c", "2");
    for (int nap = 1; nap <= 3; nap++) {
      site.enqueue("tasks.nap", "--arg", nap < 3 ? "60" : "1", "--id", NAP + nap);
    }
    for (int nap = 1; nap < 3; nap++) {
      String key = site.keys().result(NAP + nap);
      await().atMost(PATIENCE).until(() -> site.redis().ask("look", c -> c.get(key)) != null);
    }
  }

  private Set<String> differences(JsonObject exchange) throws Exception {
    JsonObject request = exchange.get("request_body").asObject().orElseThrow();
    String method = request.textOf("method").orElseThrow();
    Optional<String> client =
        request.get("reply_to").asObject().flatMap(to -> to.textOf("routing_key"));
    client.ifPresent(this::openBox);
    String raw = exchange.textOf("request_raw").orElseThrow();
    site.redis().<Long>ask("ask", c -> c.publish(site.keys().pidbox(), raw));
    if (client.isEmpty()) {
      return Set.of();
    }
    String reply = reply(site.keys().replyBox(client.get()));
    List<Json> captured = exchange.get("replies").asArray().orElseThrow().items();
    return captured.isEmpty()
        ? Set.of(method + " is answered")
        : differences(method, captured.getFirst().asObject().orElseThrow(), reply);
  }

  private static Set<String> differences(String method, JsonObject captured, String ours)
      throws Exception {
    String theirs = captured.textOf("reply_raw").orElseThrow();
    Set<String> differences =
        Likeness.differences("envelope", Json.parse(theirs), Json.parse(ours), Set.of());
    differences.addAll(Likeness.differences(method, body(theirs), body(ours), DATA));
    return differences;
  }

  private static Json body(String raw) throws Exception {
    JsonObject body = Envelope.decode(raw, 1 << 20).content().asObject().orElseThrow();
    assertThat(body.members()).containsOnlyKeys(NODE);
    return body.get(NODE);
  }

  private void openBox(String client) {
    String box = Keys.bindingOf(client, client + ".reply.celery.pidbox");
    String boxes = site.keys().binding("reply.celery.pidbox");
    site.redis().<Long>ask("listen", c -> c.sadd(boxes, box));
  }

  private String reply(String list) {
    await().atMost(PATIENCE).until(() -> site.redis().ask("look", c -> c.llen(list)) > 0);
    return site.redis().ask("take", c -> c.rpop(list));
  }
}
