package io.taskq.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import io.taskq.message.LogicalClock;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.testing.ManualClock;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithRedis
class ControlClientTest {

  /** Never waited for in full, so a test that needs it fails by its own limit. */
  private static final Duration LONG = Duration.ofSeconds(30);

  private static final Duration SHORT = Duration.ofMillis(150);

  private final List<ControlLoop> nodes = new ArrayList<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  private Redis redis;
  private Keys keys;
  private ControlClient client;

  @BeforeEach
  void create_client(Redis redis, Keys keys) {
    this.redis = redis;
    this.keys = keys;
    client = new ControlClient(redis, keys, ManualClock.at("2030-01-01T00:00:00Z"));
  }

  @AfterEach
  void stop_nodes() {
    nodes.forEach(ControlLoop::close);
  }

  @Test
  void every_node_replies_and_nobody_is_waited_for_in_vain() {
    node("w1@host");
    node("w2@host");

    assertThat(ping(Audience.EVERYBODY, LONG).toString())
        .isEqualTo("{w1@host=%s, w2@host=%s}".formatted(pong(), pong()));
  }

  @Test
  void without_nodes_the_answer_is_empty_at_once() {
    assertThat(ping(Audience.EVERYBODY, LONG)).isEmpty();
  }

  @Test
  void only_the_named_node_replies() {
    node("w1@host");
    node("w2@host");

    assertThat(ping(Audience.of(List.of("w2@host")), LONG)).containsOnlyKeys("w2@host");
  }

  @Test
  void a_name_nobody_has_costs_the_time_out() {
    node("w1@host");

    assertThat(ping(Audience.of(List.of("w9@host")), SHORT)).isEmpty();
  }

  @Test
  void a_pattern_chooses_nodes() {
    node("w1@host");
    node("x1@host");
    var audience = new Audience(List.of(), Optional.of("x*"), Optional.of("glob"));

    assertThat(ping(audience, SHORT)).containsOnlyKeys("x1@host");
  }

  @Test
  void an_unknown_command_and_a_failing_one_are_told_as_errors() {
    node("w1@host");

    assertThat(ask("nosuchcommand", LONG).toString())
        .isEqualTo("{w1@host=%s}".formatted(ControlCommands.error("KeyError('nosuchcommand')")));
    assertThat(ask("refuse", LONG).get("w1@host").text()).contains("no: because");
    assertThat(ask("break", LONG).get("w1@host").text()).contains("IllegalStateException");
    assertThat(ping(Audience.EVERYBODY, LONG)).containsOnlyKeys("w1@host");
  }

  @Test
  void nothing_is_left_in_redis() {
    node("w1@host");

    ping(Audience.EVERYBODY, LONG);

    assertThat(keysLeft()).isEmpty();
  }

  @Test
  void a_reply_for_a_client_that_left_is_dropped() {
    var box = new ReplyBox("ticket", "gone");
    var mailbox = mailbox("w1@host");

    boolean meant = mailbox.receive(request("ping", Optional.of(box)));

    assertThat(meant).isTrue();
    assertThat(keysLeft()).isEmpty();
  }

  @Test
  void a_reply_nobody_fetches_expires() {
    var box = new ReplyBox("ticket", "dead");
    redis.<Long>ask("wait", c -> c.sadd(keys.binding(ReplyBox.EXCHANGE), box.binding()));

    mailbox("w1@host").receive(request("ping", Optional.of(box)));
    mailbox("w2@host").receive(request("ping", Optional.of(box)));

    long count = redis.ask("look", c -> c.llen(keys.replyBox("dead")));
    long left = redis.ask("look", c -> c.pttl(keys.replyBox("dead")));
    assertThat(count).isEqualTo(2);
    assertThat(left).isBetween(1L, 60_000L);
  }

  @Test
  void what_is_told_wants_no_reply() {
    node("w1@host");

    long reached = client.tell("note", JsonObject.EMPTY, Audience.EVERYBODY);

    assertThat(reached).isEqualTo(1);
    await().untilAsserted(() -> assertThat(heard).containsExactly("w1@host"));
  }

  @Test
  void broken_requests_do_not_stop_a_node() {
    node("w1@host");
    for (String broken : List.of("", "{", "[]", "{\"body\": 5}", "\u0000")) {
      redis.<Long>ask("publish", c -> c.publish(keys.pidbox(), broken));
    }

    assertThat(ping(Audience.EVERYBODY, LONG)).containsOnlyKeys("w1@host");
  }

  @Test
  void a_node_listens_again_when_redis_is_back() {
    try (RedisServer server = RedisServer.start();
        Redis own = Redis.connect(RedisUrl.parse(server.url()), RedisOptions.forWorker("w1"))) {
      create_client(own, keys);
      node("w1@host");
      server.kill9();
      server.restart();

      await()
          .ignoreException(TaskqException.Unavailable.class)
          .until(() -> !ping(Audience.EVERYBODY, SHORT).isEmpty());
      stop_nodes();
    }
  }

  /** Starts a node and returns when it listens. */
  private void node(String name) {
    ControlLoop loop = new ControlLoop(redis, keys, mailbox(name), Throwable::printStackTrace);
    nodes.add(loop);
    loop.start();
    await()
        .until(
            () -> {
              long listening = redis.ask("look", c -> c.publish(keys.pidbox(), ""));
              return listening == nodes.size();
            });
  }

  private Mailbox mailbox(String name) {
    Map<String, Command> commands =
        Map.of(
            "ping",
            arguments -> ControlCommands.ok("pong"),
            "note",
            arguments -> {
              heard.add(name);
              return ControlCommands.ok("noted");
            },
            "refuse",
            arguments -> {
              throw new TaskqException.Refused("no", "because", "Ask later.");
            },
            "break",
            arguments -> {
              throw new IllegalStateException("broken");
            });
    return new Mailbox(redis, keys, name, new LogicalClock(), commands);
  }

  private SortedMap<String, Json> ping(Audience audience, Duration timeout) {
    return client.ask("ping", JsonObject.EMPTY, audience, timeout);
  }

  private SortedMap<String, Json> ask(String method, Duration timeout) {
    return client.ask(method, JsonObject.EMPTY, Audience.EVERYBODY, timeout);
  }

  private static Json pong() {
    return ControlCommands.ok("pong");
  }

  private static String request(String method, Optional<ReplyBox> box) {
    return PidboxCodec.writeRequest(
        new ControlRequest(method, JsonObject.EMPTY, Audience.EVERYBODY, box, 1),
        ManualClock.at("2030-01-01T00:00:00Z").instant());
  }

  private List<String> keysLeft() {
    return List.copyOf(redis.ask("look", c -> c.keys(keys.prefix() + "*")));
  }
}
