package io.taskq.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.message.Envelope;
import io.taskq.message.LogicalClock;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.WithRedis;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anybody may publish on the channel: whatever comes, a node answers on and leaves nothing. */
@WithRedis
class MalformedRequestsTest {

  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "-1",
          "1e400",
          "NaN",
          "\"\"",
          "\"x\"",
          "[]",
          "{}",
          "[[[]]]",
          "[null, 1, {}]",
          "{\"a\": {\"b\": []}}",
          "123456789012345678901234567890",
          "\"\\u0000\\u001b[31m\"",
          "\"{\"");

  private static final List<String> NAMES =
      List.of(
          "task_id",
          "signal",
          "terminate",
          "task_name",
          "rate_limit",
          "soft",
          "hard",
          "headers",
          "n",
          "max",
          "min",
          "queue",
          "ids",
          "taskinfoitems",
          "safe",
          "from_node",
          "with_defaults");

  private Redis redis;
  private Keys keys;
  private Map<String, Command> commands;
  private Mailbox mailbox;

  @BeforeEach
  void make_mailbox(Redis redis, Keys keys) {
    this.redis = redis;
    this.keys = keys;
    LogicalClock clock = new LogicalClock();
    commands =
        new TreeMap<>(ControlCommands.of(Facts.of("w1@host"), clock, InstantSource.system()));
    commands.putAll(DeedCommands.of(deeds()));
    mailbox = new Mailbox(redis, keys, "w1@host", clock, commands);
  }

  private static WorkerDeeds deeds() {
    return new WorkerDeeds(
        new WorkerDeeds.OnTasks(
            ids -> {},
            stamps -> {},
            ids -> ids,
            stamps -> List.of(),
            (task, soft, hard) -> true,
            (task, rate) -> true),
        new WorkerDeeds.OnSlots(by -> {}, (max, min) -> new WorkerFacts.Range(2, 1), () -> {}),
        new WorkerDeeds.OnQueues(queue -> {}, queue -> {}),
        new WorkerDeeds.OnEvents(wanted -> true, () -> {}),
        () -> {});
  }

  @Test
  void every_command_answers_whatever_its_arguments_are() {
    assertThat(commands).hasSizeGreaterThan(30);
    List<String> answered = new ArrayList<>();
    for (String method : commands.keySet()) {
      for (String odd : ODD) {
        JsonObject.Builder arguments = JsonObject.builder();
        NAMES.forEach(name -> arguments.put(name, Json.parse(odd)));
        ReplyBox box = new ReplyBox("t", "odd");
        redis.ask("test", c -> c.sadd(keys.binding(ReplyBox.EXCHANGE), box.binding()));

        assertThat(mailbox.receive(request(method, arguments.build(), box)))
            .as(method + " " + odd)
            .isTrue();

        String reply = redis.ask("test", c -> c.rpop(keys.replyBox("odd")));
        assertThat(reply).as(method + " " + odd).isNotNull();
        redis.ask("test", c -> c.srem(keys.binding(ReplyBox.EXCHANGE), box.binding()));
        answered.add(method);
      }
    }
    assertThat(answered).hasSize(commands.size() * ODD.size());
    assertThat(left()).isEmpty();
  }

  @Test
  void what_is_no_request_is_left_alone_and_leaves_nothing() {
    Stream<String> bodies =
        Stream.of(
            "null",
            "[]",
            "\"ping\"",
            "{}",
            "{\"method\": 7}",
            "{\"method\": null}",
            "{\"method\": [\"ping\"], \"ticket\": 1}");
    List<String> raws = new ArrayList<>(bodies.map(MalformedRequestsTest::envelope).toList());
    raws.addAll(List.of("", "{", "null", "[1]", "{\"body\": \"!\"}", "\u0000", "{\"headers\": 1}"));
    raws.add(envelope("[".repeat(100_000)));
    raws.add(envelope("\"" + "x".repeat(5 << 20) + "\""));

    assertThat(raws).allMatch(raw -> !mailbox.receive(raw));
    assertThat(left()).isEmpty();
  }

  @Test
  void a_request_that_nobody_waits_for_is_done_and_not_answered() {
    for (String to :
        List.of(
            "\"ticket\": null, \"reply_to\": null",
            "\"ticket\": \"t\", \"reply_to\": {}",
            "\"ticket\": \"t\", \"reply_to\": [1]",
            "\"ticket\": \"t\", \"reply_to\": {\"exchange\": \"celery\", \"routing_key\": \"x\"}",
            "\"ticket\": 5, \"reply_to\": {\"exchange\": \"reply.celery.pidbox\","
                + " \"routing_key\": \"gone\"}",
            "\"destination\": \"w1@host\", \"pattern\": 3, \"matcher\": {}")) {
      String body = "{\"method\": \"ping\", \"arguments\": {}, " + to + "}";

      assertThat(mailbox.receive(envelope(body))).as(to).isTrue();
      assertThat(left()).as(to).isEmpty();
    }
  }

  private Set<String> left() {
    return redis.ask("look", c -> c.keys(Keys.literal(keys.prefix()) + "*"));
  }

  private static String request(String method, JsonObject arguments, ReplyBox box) {
    JsonObject.Builder body =
        JsonObject.builder().put("method", method).put("arguments", arguments);
    box.writeTo(body);
    return envelope(body.put("destination", JsonArray.EMPTY).build().text());
  }

  private static String envelope(String body) {
    JsonObject properties = JsonObject.builder().put("body_encoding", "base64").build();
    return new Envelope(body, JsonObject.EMPTY, properties).encode();
  }
}
