package io.taskq.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.message.LogicalClock;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.testing.Celery;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithCelery;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our node and Celery's client, our client and Celery's worker. */
@WithCelery
class CeleryControlTest {

  private static final String LISTENING =
      "return redis.call('PUBSUB', 'NUMPAT') + redis.call('PUBSUB', 'NUMSUB', ARGV[1])[2]";

  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  private RedisServer server;
  private Redis redis;
  private Keys keys;

  @BeforeEach
  void start_redis() {
    // Of its own: Celery's channel has no prefix here, and other tests would hear its requests.
    server = RedisServer.start();
    redis = Redis.connect(RedisUrl.parse(server.url()), RedisOptions.forWorker("test"));
    keys = new Keys("", 0);
  }

  @AfterEach
  void stop_redis() {
    redis.close();
    server.close();
  }

  @Test
  void celerys_client_gets_our_answers() throws Exception {
    LogicalClock clock = new LogicalClock();
    var commands = ControlCommands.of(Facts.of("w1@host"), clock, InstantSource.system());
    var mailbox = new Mailbox(redis, keys, "w1@host", clock, commands);

    try (var loop = new ControlLoop(redis, keys, mailbox, Throwable::printStackTrace)) {
      loop.start();
      awaitListeners();
      JsonObject told =
          Json.parse(
                  Celery.run(
                      """
                      import json, sys, celery
                      app = celery.Celery(broker=sys.stdin.read())
                      i = app.control.inspect(destination=['w1@host'], timeout=5)
                      told = {what: getattr(i, what)() for what in (
                          'ping', 'active', 'registered', 'stats', 'active_queues', 'clock')}
                      told['query_task'] = i.query_task('%s')
                      told['safe'] = i.active(safe=True)
                      print(json.dumps(told))
                      """
                          .formatted(Facts.NAP.id()),
                      server.url()))
              .asObject()
              .orElseThrow();

      assertThat(told.get("ping").text()).isEqualTo("{\"w1@host\": {\"ok\": \"pong\"}}");
      for (String what : told.members().keySet()) {
        assertThat(told.get(what).asObject().orElseThrow().members())
            .as(what)
            .containsOnlyKeys("w1@host");
      }
      assertThat(told.get("query_task").text()).contains("active", Facts.NAP.id());
      assertThat(told.get("safe").text()).contains("\"args\": \"(60,)\"");
      List<String> left = List.copyOf(redis.ask("look", c -> c.keys("*.reply.celery.pidbox")));
      assertThat(left).noneMatch(key -> !key.startsWith("_kombu.binding."));
    }
  }

  @Test
  void our_client_gets_the_answers_of_celerys_worker() throws Exception {
    Process worker = startWorker();
    try {
      awaitListeners();
      ControlClient client = new ControlClient(redis, keys, InstantSource.system());

      assertThat(ask(client, "ping", JsonObject.EMPTY).toString())
          .isEqualTo("{celery1@host=%s}".formatted(ControlCommands.ok("pong")));
      assertThat(ask(client, "active", JsonObject.EMPTY))
          .containsEntry("celery1@host", JsonArray.EMPTY);
      assertThat(ask(client, "nosuch", JsonObject.EMPTY).get("celery1@host").text())
          .isEqualTo(ControlCommands.error("KeyError('nosuch')").text());
      assertThat(ask(client, "stats", JsonObject.EMPTY).get("celery1@host").text())
          .contains("\"max-concurrency\": 1");
    } finally {
      worker.destroyForcibly().onExit().join();
    }
  }

  private Process startWorker() throws IOException {
    return new ProcessBuilder(
            Celery.PYTHON,
            "-m",
            "celery",
            "-b",
            server.url(),
            "worker",
            "-n",
            "celery1@host",
            "-P",
            "solo",
            "-c",
            "1",
            "-l",
            "critical")
        .directory(server.folder().toFile())
        .redirectErrorStream(true)
        .redirectOutput(new File(server.folder().toFile(), "celery.log"))
        .start();
  }

  private void awaitListeners() {
    await()
        .atMost(START_LIMIT)
        .until(
            () -> {
              Object listening =
                  redis.ask("look", c -> c.eval(LISTENING, List.of(), List.of(keys.pidbox())));
              return !listening.equals(0L);
            });
  }

  private static SortedMap<String, Json> ask(
      ControlClient client, String method, JsonObject arguments) {
    return client.ask(method, arguments, Audience.EVERYBODY, Duration.ofSeconds(10));
  }
}
