package io.taskq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.broker.Acts;
import io.taskq.broker.Broker;
import io.taskq.broker.Claim;
import io.taskq.broker.Delivery;
import io.taskq.broker.End;
import io.taskq.broker.Handle;
import io.taskq.broker.NewMessage;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.message.MessageCodec;
import io.taskq.message.Outgoing;
import io.taskq.node.NodeFacts;
import io.taskq.node.NodeRegistry;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.RedisServer;
import io.taskq.testing.Seed;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever stands in names, ids, arguments, results and reasons: no command sends a terminal a
 * character it would obey.
 */
@WithRedis
class EscapeCliTest {

  /** What terminals obey, what turns text round, what hides, and what breaks a line. */
  private static final List<String> NASTY =
      List.of(
          "\u001b]0;owned\u0007",
          "\u001b[2J",
          "\u001b]8;;http://evil\u001b\\link",
          "\r",
          "\nowned",
          "\b\b\b",
          "\u009b31m",
          "\u0085",
          "\u007f",
          "\u0000",
          "\u202e",
          "\u2066",
          "\u200b",
          "\u2028",
          "\ufeff",
          "\ud800",
          "\udb40\udc41",
          "\t");

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("queue", "ls"),
          List.of("queue", "show", "$queue"),
          List.of("queue", "show", "$text"),
          List.of("dead", "ls"),
          List.of("dead", "show", "$dead"),
          List.of("dead", "show", "$text"),
          List.of("dead", "ls", "--where", "task=$text"),
          List.of("dead", "ls", "--where", "$text"),
          List.of("dead", "drop", "--all", "--dry-run"),
          List.of("dead", "requeue", "$text"),
          List.of("list", "queues"),
          List.of("list", "$text"),
          List.of("status", "-t", "0.05"),
          List.of("inspect", "scheduled", "-t", "0.05"),
          List.of("inspect", "active", "-t", "0.05"),
          List.of("inspect", "task", "$id", "-t", "0.05"),
          List.of("inspect", "task", "$text", "-t", "0.05"),
          List.of("inspect", "$text"),
          List.of("result", "$id"),
          List.of("result", "$id", "--traceback"),
          List.of("result", "$id", "--state"),
          List.of("result", "$text"),
          List.of("enqueue", "$text"),
          List.of("enqueue", "add", "--id", "$text"),
          List.of("enqueue", "add", "--queue", "$text"),
          List.of("enqueue", "add", "--args", "$text"),
          List.of("enqueue", "add", "--eta", "$text"),
          List.of("purge"),
          List.of("report"),
          List.of("health"),
          List.of("schedule", "next", "--schedule", "$text"),
          List.of("$text"),
          List.of("--$text"),
          List.of("queue", "pause", "$queue", "--note", "$text"),
          List.of("queue", "resume", "$text"),
          List.of("-b", "redis://$text", "queue", "ls"));

  private Redis redis;
  private Keys keys;
  private Broker broker;

  @Test
  void no_command_prints_a_character_a_terminal_obeys(RedisServer server, Redis redis, Keys keys) {
    Random random = new Random(Seed.get());
    this.redis = redis;
    this.keys = keys;
    this.broker = Broker.on(redis, keys);
    for (int round = 0; round < 6; round++) {
      String text = text(random);
      String visible = text.replaceAll("[\\p{Cc}\\p{Cs}\\p{Cf}\\p{Z}{}]", "_") + round;
      fill(text, visible, round);
      for (List<String> command : COMMANDS) {
        String[] words =
            command.stream()
                .map(
                    word ->
                        word.replace("$text", text)
                            .replace("$queue", "q" + visible)
                            .replace("$dead", "dead" + visible)
                            .replace("$id", "id" + visible))
                .toArray(String[]::new);
        judge(Golden.with(server, keys).run(words), words);
        List<String> json = new ArrayList<>(List.of(words));
        json.add("--json");
        judge(Golden.with(server, keys).run(json.toArray(String[]::new)), words);
      }
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder("x");
    random
        .ints(1 + random.nextInt(6), 0, NASTY.size())
        .forEach(which -> text.append(NASTY.get(which)).append((char) ('a' + which)));
    return text.toString();
  }

  /** One of each: waiting, delayed, dead, paused, alive, with a result. */
  private void fill(String text, String visible, int round) {
    String queue = "q" + visible;
    enqueue("id" + visible, queue, text, Optional.empty());
    enqueue("later" + visible, queue, text, Optional.of(redis.time().plusSeconds(900)));
    String grave = "grave" + round;
    enqueue("dead" + visible, grave, text, Optional.empty());
    Claim claim = new Claim("w" + text, "c" + round, Duration.ofSeconds(9), 1, false);
    Delivery held = broker.claim(grave, claim).getFirst();
    broker.finish(
        new Handle(grave, held.id(), held.fence(), "dead" + visible),
        End.buried("because " + text, Acts.NONE));
    broker.queues().pause(queue, text);
    new NodeRegistry(redis, keys)
        .joinNumbered(
            "host",
            new NodeFacts(1, 1, List.of(queue, text), text, "0" + text, Instant.ofEpochSecond(1)));
    String result =
        JsonObject.builder()
            .put("status", round % 2 == 0 ? "FAILURE" : "SUCCESS")
            .put(
                "result",
                round % 2 == 0
                    ? JsonObject.builder()
                        .put("exc_type", text)
                        .put("exc_message", JsonArray.of(Json.of(text)))
                        .put("exc_module", text)
                        .build()
                    : Json.of(text))
            .put("traceback", "at " + text)
            .put("task_id", "id" + visible)
            .put("date_done", "2026-01-01T00:00:00+00:00")
            .build()
            .text();
    redis.ask("test", client -> client.set(keys.result("id" + visible), result));
  }

  private void enqueue(String id, String queue, String text, Optional<Instant> eta) {
    Outgoing outgoing =
        Outgoing.of("task" + text)
            .id(id)
            .queue(queue)
            .args(JsonArray.of(Json.of(text)))
            .kwargs(JsonObject.builder().put(text, text).build())
            .header("shadow", Json.of(text))
            .header("argsrepr", Json.of(text))
            .header("kwargsrepr", Json.of(text));
    eta.ifPresent(outgoing::eta);
    String raw =
        new MessageCodec(MessageCodec.USUAL_MAX_MESSAGE, ZoneOffset.UTC).encode(outgoing.build());
    broker.enqueue(new NewMessage(queue, 0, id, raw, eta, Optional.empty(), Duration.ZERO, false));
  }

  private static void judge(Golden.Answer answer, String... words) {
    // A stack trace and a bug's report would be escaped too, but a name must never be a bug.
    assertThat(answer.exitCode()).as(String.join(" ", words) + answer.err()).isNotEqualTo(1);
    String all = answer.out() + answer.err();
    for (int i = 0; i < all.length(); i++) {
      char c = all.charAt(i);
      boolean obeyed =
          (Character.isISOControl(c) && c != '\n')
              || Character.getType(c) == Character.FORMAT
              || c == '\u2028'
              || c == '\u2029';
      assertThat(obeyed)
          .as("%s prints \\u%04x at %d of: %s", List.of(words), (int) c, i, all)
          .isFalse();
    }
    // No line may be the text's own, such as one that looks like an answer of ours.
    assertThat(all.lines()).noneMatch(line -> line.startsWith("owned"));
  }
}
