package io.taskq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.broker.Acts;
import io.taskq.broker.Broker;
import io.taskq.broker.Claim;
import io.taskq.broker.Delivery;
import io.taskq.broker.End;
import io.taskq.broker.Handle;
import io.taskq.node.NodeFacts;
import io.taskq.node.NodeRegistry;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a queue in order: purging, dead letters, names and health. */
@WithRedis
class UpkeepCliTest {

  @Test
  void purge_deletes_only_when_forced(RedisServer server, Keys keys) {
    Golden.with(server, keys).run("enqueue", "add", "--queue", "mail");
    Golden.with(server, keys).run("enqueue", "add");

    Golden.with(server, keys).run("purge").matches("purge-refused.txt");
    Golden.with(server, keys).run("purge", "-X", "celery", "-f").matches("purge.txt");
    Golden.with(server, keys).run("purge", "-f", "--json").matches("purge-json.txt");
  }

  @Test
  void dead_letters_are_listed_and_given_back(RedisServer server, Redis redis, Keys keys) {
    bury(server, redis, keys);

    Golden.Answer listed = Golden.with(server, keys).run("dead", "ls");
    Golden.Answer shown = Golden.with(server, keys).run("dead", "show", "d-1");
    Golden.with(server, keys).run("dead", "drop", "--all", "--dry-run").matches("dead-dry-run.txt");
    Golden.with(server, keys).run("dead", "requeue", "d-1").matches("dead-requeue.txt");
    Golden.with(server, keys).run("dead", "requeue", "d-1").matches("dead-unknown.txt");
    Golden.with(server, keys).run("dead", "ls").matches("dead-none.txt");

    assertThat(listed.out()).containsPattern("d-1 +celery +add +.* +it is too heavy");
    assertThat(shown.out()).contains("add[d-1]", "it is too heavy", "args      [2, 3]");
    assertThat(Golden.with(server, keys).run("queue", "ls").out())
        .containsPattern("celery +1 +0 +0 +0");
  }

  @Test
  void dead_letters_are_dropped(RedisServer server, Redis redis, Keys keys) {
    bury(server, redis, keys);

    Golden.with(server, keys).run("dead", "drop", "--all", "-j").matches("dead-drop-json.txt");
    Golden.with(server, keys).run("dead", "drop").matches("dead-which.txt");
    Golden.with(server, keys).run("dead", "drop", "--where", "tsk=a").matches("dead-where.txt");
  }

  @Test
  void what_waits_in_redis_is_scheduled_though_no_node_replies(
      RedisServer server, Redis redis, Keys keys) {
    aWorkerLives(redis, keys);
    enqueue(server, keys, "--countdown", "3600");

    Golden.Answer text = Golden.with(server, keys).run("inspect", "scheduled", "-t", "0.1");
    Golden.Answer json = Golden.with(server, keys).run("inspect", "scheduled", "-t", "0.1", "-j");

    assertThat(text.out())
        .startsWith("redis: 1 scheduled")
        .containsPattern("d-1 +add .*in (59|60) m");
    assertThat(json.out()).startsWith("{\"redis\": [{\"eta\": \"2").contains("\"id\": \"d-1\"");
  }

  @Test
  void what_is_cut_off_is_said_to_be(
      RedisServer server, Redis redis, Keys keys, @TempDir Path folder) throws IOException {
    aWorkerLives(redis, keys);
    String order = "{\"task\": \"add\", \"eta\": \"2999-01-01T00:00:00Z\"}\n";
    Files.writeString(folder.resolve("later.jsonl"), order.repeat(1_001));
    Golden.with(server, keys).in(folder).run("enqueue", "--from", "later.jsonl");

    Golden.Answer cut = Golden.with(server, keys).run("inspect", "scheduled", "-t", "0.1");

    assertThat(cut.out()).startsWith("redis: 1000 scheduled").containsPattern("add +in \\d{6} d");
    assertThat(cut.err())
        .isEqualTo(
            "queue celery: only the next 1,000 are shown; taskq queue show celery counts all\n");
  }

  @Test
  void health_says_what_is_missing(RedisServer server, Keys keys) {
    Golden.with(server, keys).run("health", "--live").matches("health-live.txt");
    Golden.with(server, keys).run("health").matches("health-no-worker.txt");
    Golden.with(server, keys).run("health", "--beat", "-j").matches("health-no-beat.txt");
    Golden.alone().run("-b", "redis://127.0.0.1:1", "health").matches("health-unreachable.txt");
  }

  @Test
  void health_looks_for_the_beat_of_the_schedules_name(
      RedisServer server, Redis redis, Keys keys, @TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("schedule.yml"), "name: night\nentries: {}\n");
    String until = Long.toString(redis.time().plusSeconds(60).toEpochMilli());
    Map<String, String> lead = Map.of("owner", "somebody", "until", until, "length", "90000");
    redis.ask("test", client -> client.hset(keys.beat("night", "lease"), lead));

    Golden here = Golden.with(server, keys).in(folder);

    here.run("health", "--beat").matches("health-live.txt");
    here.variable("TASKQ_BEAT_NAME", "day")
        .run("health", "--beat")
        .matches("health-no-beat-of-day.txt");
  }

  @Test
  void health_is_red_when_the_leading_beat_is_silent(
      RedisServer server, Redis redis, Keys keys, @TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("schedule.yml"), "name: day\nentries: {}\n");
    Map<String, String> lead = Map.of("owner", "somebody", "until", "1000", "length", "6000");
    redis.ask("test", client -> client.hset(keys.beat("day", "lease"), lead));

    Golden.with(server, keys)
        .in(folder)
        .run("health", "--beat")
        .matches("health-no-beat-of-day.txt");
  }

  @Test
  void a_beat_leaves_a_newer_layout_alone(
      RedisServer server, Redis redis, Keys keys, @TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("schedule.yml"), "entries: {a: {task: t, every: 1s}}\n");
    redis.ask("test", client -> client.set(keys.schema(), "2"));

    Golden.with(server, keys).in(folder).run("beat").matches("beat-newer-layout.txt");
  }

  @Test
  void lists_are_names(RedisServer server, Keys keys) {
    Golden.with(server, keys).run("enqueue", "add", "--queue", "mail");

    Golden.with(server, keys).run("list", "queues").matches("list-queues.txt");
    Golden.with(server, keys).run("list", "queues", "-j").matches("list-queues-json.txt");
    Golden.with(server, keys).run("list", "jobs").matches("list-unknown.txt");
    assertThat(Golden.alone().run("list", "tasks").out().lines())
        .anyMatch(line -> line.startsWith("send_mail "));
  }

  @Test
  void completion_knows_names_and_stays_silent_without_redis(RedisServer server, Keys keys) {
    Golden.with(server, keys).run("enqueue", "add", "--queue", "mail");

    assertThat(complete(server, keys, "queue", "show", "m")).isEqualTo("mail\n");
    assertThat(complete(server, keys, "purge", "-Q", "")).isEqualTo("mail\n");
    assertThat(complete(server, keys, "enqueue", "send")).isEqualTo("send_mail\n");
    assertThat(complete(server, keys, "enqueue", "--prio")).isEqualTo("--priority\n");
    assertThat(complete(server, keys, "queue", "p")).isEqualTo("pause\n");
    assertThat(complete(server, keys, "inspect", "re").lines())
        .containsExactly("registered", "report", "reserved", "revoked");
    assertThat(complete(server, keys, "control", "t").lines())
        .containsExactly("terminate", "time_limit");
    assertThat(complete(server, keys, "list", "")).isEqualTo("queues\ntasks\n");
    assertThat(complete(server, keys, "inspect", "active", "")).isEmpty();
    Golden.alone()
        .run("-b", "redis://127.0.0.1:1", "complete", "--", "queue", "show", "")
        .matches("complete-unreachable.txt");
    Golden.alone().run("generate-completion").matches("generate-completion.txt");
  }

  @Test
  void a_broker_that_does_not_run_says_so(@TempDir Path home) {
    Golden.Answer status =
        Golden.alone()
            .variable("HOME", home.toString())
            .variable("TASKQ_LOCAL_PORT", "1")
            .run("broker", "status");

    status.matches("broker-status-none.txt");
    Golden.alone()
        .variable("HOME", home.toString())
        .run("broker", "stop")
        .matches("broker-stop.txt");
    Golden.alone().run("broker", "start", "--port", "70000").matches("broker-port.txt");
    Golden.alone().run("broker", "start").matches("broker-homeless.txt");
  }

  private static String complete(RedisServer server, Keys keys, String... words) {
    String[] all = new String[words.length + 2];
    all[0] = "complete";
    all[1] = "--";
    System.arraycopy(words, 0, all, 2, words.length);
    Golden.Answer answer = Golden.with(server, keys).run(all);
    assertThat(answer.err()).isEmpty();
    return answer.out();
  }

  private static void bury(RedisServer server, Redis redis, Keys keys) {
    enqueue(server, keys);
    Broker broker = Broker.on(redis, keys);
    Claim claim = new Claim("w", "1", Duration.ofSeconds(9), 1, false);
    Delivery taken = broker.claim("celery", claim).getFirst();
    Handle handle = new Handle(taken.queue(), taken.id(), taken.fence(), "d-1");
    broker.finish(handle, End.buried("it is too heavy", Acts.NONE));
  }

  /** Without one the message would go Celery's way. */
  private static void aWorkerLives(Redis redis, Keys keys) {
    new NodeRegistry(redis, keys)
        .joinNumbered(
            "here",
            new NodeFacts(1, 1, List.of("celery"), "threads", "0", Instant.ofEpochSecond(1)));
  }

  private static void enqueue(RedisServer server, Keys keys, String... more) {
    String[] all = new String[more.length + 6];
    String[] words = {"enqueue", "add", "--args", "[2, 3]", "--id", "d-1"};
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    assertThat(Golden.with(server, keys).run(all).exitCode()).isZero();
  }
}
