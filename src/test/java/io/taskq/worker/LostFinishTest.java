package io.taskq.worker;

import static io.taskq.canvas.Sigs.array;
import static io.taskq.canvas.Sigs.chord;
import static io.taskq.canvas.Sigs.group;
import static io.taskq.canvas.Sigs.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.message.Outgoing;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.testing.FaultProxy;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The reply to an end is lost: it has happened, and is asked for again. */
@WithRedis
class LostFinishTest {

  private static final int MANY = 10;

  private final Map<String, Integer> runs = new ConcurrentHashMap<>();

  @Test
  void a_repeated_end_doubles_no_step_and_no_body(RedisServer server, Keys keys) {
    try (FaultProxy proxy = FaultProxy.before(server);
        Redis lossy = Redis.connect(RedisUrl.parse(proxy.url()), RedisOptions.forCommand());
        TestWorker worker = worker(lossy, keys)) {
      List<String> last = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        worker.enqueue(note("first" + i).chain(array(step("last" + i), step("second" + i))));
        JsonObject members = group("{}", step("a" + i), step("b" + i));
        worker.enqueue(note("start" + i).link(chord("{}", members, step("body" + i))));
        last.addAll(List.of("last" + i, "body" + i));
      }
      proxy.lose((script, nth) -> script.equals("finish") && nth % 2 == 1);

      worker.start();

      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> last.stream().allMatch(id -> worker.state(id).equals("SUCCESS")));
      assertThat(proxy.lost().get("finish")).isGreaterThan(MANY);
      assertThat(runs).hasSize(7 * MANY);
      assertThat(runs.values()).containsOnly(1);
      await().until(() -> worker.stats().leased() == 0);
    }
  }

  private TestWorker worker(Redis redis, Keys keys) {
    return new TestWorker(redis, keys)
        .task("note", (context, args) -> runs.merge(context.id(), 1, Integer::sum));
  }

  private static Outgoing note(String id) {
    return Outgoing.of("note").id(id).args(JsonArray.of(Json.of(1)));
  }

  private static JsonObject step(String id) {
    return task("note", "{\"task_id\": \"%s\"}".formatted(id));
  }
}
