package io.taskq.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.event.EventListener;
import io.taskq.event.EventSender;
import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import io.taskq.message.LogicalClock;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.Likeness;
import io.taskq.testing.ManualClock;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events as lines, as JSON, and as what they add up to. */
@WithRedis
class EventsCliTest {

  private static final Instant NOW = Instant.parse("2026-11-21T08:45:05.579200Z");

  @TempDir private Path folder;

  @Test
  void a_dump_is_a_line_for_each_event_as_celery_writes_it(
      RedisServer server, Redis redis, Keys keys) throws Exception {
    CompletableFuture<String> dump = run(server, keys, "events", "--dump", "--limit", "2");

    sendUntilDone(dump, redis, keys);

    assertThat(dump.get())
        .startsWith(
            """
            exit 0
            --- stdout
            w1@host [2026-11-21 08:45:05.579200+00:00] task received: add(a-1) args=(2, 3) \
            kwargs={} clock=1, eta=None, pid=\
            """);
    assertThat(dump.get().lines().toList().get(3))
        .startsWith(
            "w1@host [2026-11-21 08:45:05.579200+00:00] task succeeded: add(a-1) args=(2, 3)")
        .contains("result=5, runtime=0.25");
  }

  @Test
  void with_json_each_event_is_a_line_with_all_its_members(
      RedisServer server, Redis redis, Keys keys) throws Exception {
    CompletableFuture<String> dump = run(server, keys, "events", "--json", "--limit", "1");

    sendUntilDone(dump, redis, keys);

    String line = dump.get().lines().toList().get(2);
    assertThat(Json.parse(line).asObject().orElseThrow().textOf("type")).contains("task-received");
  }

  private CompletableFuture<String> run(RedisServer server, Keys keys, String... args) {
    return CompletableFuture.supplyAsync(() -> new Shell(server, keys, folder).taskq(args));
  }

  @Test
  void what_is_enqueued_is_told_where_that_is_wanted_as_celerys_clients_tell_it(
      RedisServer server, Redis redis, Keys keys) throws Exception {
    Shell shell = new Shell(server, keys, folder);
    List<JsonObject> heard = new ArrayList<>();
    try (EventListener listener = EventListener.open(redis, keys)) {
      shell.taskq("enqueue", "add", "--id", "quiet");
      Files.writeString(folder.resolve("taskq.yml"), "sent_event: true\n");
      Files.writeString(folder.resolve("more.jsonl"), "{\"task\": \"add\", \"id\": \"b\"}\n");
      shell.taskq("enqueue", "add", "--id", "a", "--args", "[2, 3]", "--queue", "q");
      shell.taskq("enqueue", "add", "--id", "a", "--queue", "q");
      shell.taskq("enqueue", "--from", "more.jsonl");
      await().until(() -> heard.addAll(listener.next(Duration.ofMillis(100))) && heard.size() > 1);
    }

    assertThat(heard)
        .extracting(event -> event.textOf("uuid").orElse(""))
        .containsExactly("a", "b");
    assertThat(Likeness.differences("task-sent", captured(), heard.getFirst(), Set.of())).isEmpty();
    assertThat(heard.getFirst().textOf("args")).contains("(2, 3)");
    assertThat(heard.getFirst().textOf("routing_key")).contains("q");
    assertThat(heard.getFirst().textOf("hostname").orElseThrow()).startsWith("gen");
  }

  private static JsonObject captured() throws IOException {
    String text = Files.readString(Path.of("src/test/resources/wire/events-5.6.3.json"));
    JsonObject events =
        Json.parse(text).asObject().orElseThrow().get("events").asObject().orElseThrow();
    Json first = events.get("task-sent").asArray().orElseThrow().get(0);
    return first.asObject().orElseThrow().get("event").asObject().orElseThrow();
  }

  /** Nobody says when the command listens: the same two events are sent until it has had enough. */
  private static void sendUntilDone(CompletableFuture<String> dump, Redis redis, Keys keys) {
    await()
        .until(
            () -> {
              sendTwo(redis, keys);
              return dump.isDone();
            });
  }

  private static void sendTwo(Redis redis, Keys keys) {
    EventSender sender =
        new EventSender(
            redis, keys, "w1@host", new LogicalClock(), ManualClock.at(NOW), text -> {});
    tell(
        sender,
        "task-received",
        "{\"uuid\": \"a-1\", \"name\": \"add\", \"args\": \"(2, 3)\","
            + " \"kwargs\": \"{}\", \"eta\": null}");
    tell(sender, "task-succeeded", "{\"uuid\": \"a-1\", \"result\": \"5\", \"runtime\": 0.25}");
    sender.flush();
  }

  private static void tell(EventSender sender, String type, String members) {
    sender.tell(type, () -> Json.parse(members).asObject().orElseThrow());
  }
}
