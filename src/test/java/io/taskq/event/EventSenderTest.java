package io.taskq.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import io.taskq.message.LogicalClock;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.testing.ManualClock;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events reach who listens, in order and many at once; too many are dropped and slow nothing. */
@WithRedis
class EventSenderTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ManualClock clock = ManualClock.at("2030-01-01T00:00:00.250Z");
  private final List<String> warnings = new ArrayList<>();
  private EventListener listener;
  private EventSender sender;

  @BeforeEach
  void listen(Redis redis, Keys keys) throws InterruptedException {
    listener = EventListener.open(redis, keys);
    sender = new EventSender(redis, keys, "w1@host", new LogicalClock(), clock, warnings::add);
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  @Test
  void an_event_has_the_members_that_all_events_have() throws InterruptedException {
    tell("task-started", "a");

    sender.step();

    JsonObject event = listener.next(PATIENCE).getFirst();
    assertThat(event.members().keySet())
        .containsExactly("hostname", "utcoffset", "pid", "clock", "uuid", "timestamp", "type");
    assertThat(event.get("timestamp").text()).isEqualTo("1893456000.250000");
    assertThat(event.get("clock").text()).isEqualTo("1");
    assertThat(event.textOf("hostname")).contains("w1@host");
  }

  @Test
  void events_of_tasks_share_messages_and_a_nodes_own_stand_between_them_in_order()
      throws InterruptedException {
    tell("task-received", "a");
    tell("task-started", "a");
    tell("worker-heartbeat", "");
    tell("task-succeeded", "a");

    sender.step();

    assertThat(types(listener.next(PATIENCE))).containsExactly("task-received", "task-started");
    assertThat(types(listener.next(PATIENCE))).containsExactly("worker-heartbeat");
    assertThat(types(listener.next(PATIENCE))).containsExactly("task-succeeded");
  }

  @Test
  void a_flood_is_dropped_counted_said_once_and_costs_nobody_who_tells() throws Exception {
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 25_000; i++) {
      sender.tell(
          "task-started",
          () -> {
            written.add("");
            return JsonObject.EMPTY;
          });
    }

    assertThat(written).as("nothing is written before it is sent").isEmpty();
    assertThat(sender.dropped()).isEqualTo(15_000);
    assertThat(sender.step()).as("it rests between steps").isPositive();
    assertThat(written).as("the most of one step").hasSize(500);
    sender.step();
    assertThat(warnings).singleElement().asString().contains("events are dropped");
  }

  @Test
  void while_redis_is_away_events_are_dropped_and_nothing_is_thrown() throws Exception {
    RedisUrl nowhere = RedisUrl.parse("redis://127.0.0.1:1/0");
    try (Redis away = Redis.connect(nowhere, RedisOptions.forCommand())) {
      EventSender deaf =
          new EventSender(
              away, new Keys("", 0), "w1@host", new LogicalClock(), clock, warnings::add);
      deaf.tell("task-started", () -> JsonObject.EMPTY);

      deaf.step();

      assertThat(deaf.dropped()).isEqualTo(1);
    }
  }

  @Test
  void what_is_no_event_is_passed_over(Redis redis, Keys keys) throws InterruptedException {
    for (String wrong : List.of("", "{}", "[]", "null", "{\"body\": \"!\"}")) {
      redis.ask("publish", client -> client.publish(keys.event("task.multi"), wrong));
      assertThat(listener.next(PATIENCE)).as(wrong).isEmpty();
    }
    tell("task-started", "a");
    sender.step();
    assertThat(types(listener.next(PATIENCE))).containsExactly("task-started");
  }

  private void tell(String type, String id) {
    sender.tell(type, () -> JsonObject.builder().put("uuid", Json.of(id)).build());
  }

  private static List<String> types(List<JsonObject> events) {
    return events.stream().map(event -> event.textOf("type").orElse("?")).toList();
  }
}
