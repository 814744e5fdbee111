package io.taskq.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.event.EventListener;
import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import io.taskq.message.Outgoing;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.task.Reject;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a worker tells of itself and its tasks has the members that Celery's workers send. */
@WithRedis
class TaskEventsTest {

  private final CountDownLatch never = new CountDownLatch(1);
  private final List<JsonObject> heard = new ArrayList<>();
  private TestWorker worker;
  private EventListener listener;

  @BeforeEach
  void listen(Redis redis, Keys keys) throws InterruptedException {
    listener = EventListener.open(redis, keys);
    worker =
        new TestWorker(redis, keys)
            .events()
            .task("add", (context, args) -> 5)
            .task(
                "fail",
                (context, args) -> {
                  throw new IllegalStateException("bad thing");
                })
            .task(
                "reject",
                (context, args) -> {
                  throw new Reject("no good");
                })
            .task("wait", (context, args) -> never.await(1, TimeUnit.MINUTES));
  }

  @AfterEach
  void stop() {
    worker.close();
    listener.close();
  }

  @Test
  void every_event_has_the_members_and_their_kinds_that_celery_captured() throws Exception {
    String revoked = worker.enqueue("add");
    worker.broker.revokes().revoke(List.of(revoked));
    worker.start();
    worker.enqueue("add", Json.of(2), Json.of(3));
    worker.enqueue(Outgoing.of("fail").header("taskq_max_retries", Json.of(1)));
    worker.enqueue("reject");
    hear("worker-heartbeat", "task-succeeded", "task-failed", "task-rejected", "task-revoked");
    worker.close();
    hear("worker-offline");
    worker.worker = null;

    Map<String, List<JsonObject>> captured = CapturedEvents.byType();
    Map<String, JsonObject> ours = new TreeMap<>();
    heard.forEach(event -> ours.putIfAbsent(event.textOf("type").orElseThrow(), event));
    // A producer's matter.
    captured.remove("task-sent");
    assertThat(ours.keySet()).isEqualTo(captured.keySet());
    captured.forEach(
        (type, all) ->
            assertThat(CapturedEvents.differences(all, ours.get(type))).as(type).isEmpty());
  }

  @Test
  void a_task_tells_its_story_in_order() throws Exception {
    worker.start();
    String id = worker.enqueue("add", Json.of(2));
    hear("task-succeeded");

    List<JsonObject> story = of(id);
    assertThat(story)
        .extracting(event -> event.textOf("type").orElseThrow())
        .containsExactly("task-received", "task-started", "task-succeeded");
    assertThat(story.getFirst().textOf("args")).contains("(2,)");
    assertThat(story.getLast().textOf("result")).contains("5");
    assertThat(story)
        .extracting(event -> event.get("clock").asLong().orElseThrow())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void a_failure_tells_its_exception_as_python_prints_it_and_its_traceback() throws Exception {
    worker.start();
    String id = worker.enqueue(Outgoing.of("fail").header("taskq_max_retries", Json.of(0)));
    hear("task-failed");

    JsonObject failed = of(id).getLast();
    assertThat(failed.textOf("exception")).contains("IllegalStateException('bad thing')");
    assertThat(failed.textOf("traceback").orElseThrow()).contains("TaskEventsTest");
  }

  @Test
  void a_terminated_run_tells_so() throws Exception {
    worker.start();
    String id = worker.enqueue("wait");
    await().until(() -> !worker.worker.running().isEmpty());
    worker.worker.levers().terminate(List.of(id));
    hear("task-revoked");

    JsonObject revoked = of(id).getLast();
    assertThat(revoked.get("terminated").text() + revoked.get("signum").text()).isEqualTo("true15");
  }

  @Test
  void events_of_tasks_can_be_turned_off_and_on_while_the_worker_runs() throws Exception {
    worker.start();
    assertThat(worker.worker.levers().events(true)).as("they are on").isFalse();
    assertThat(worker.worker.levers().events(false)).isTrue();
    String quiet = worker.enqueue("add");
    await().until(() -> worker.state(quiet).equals("SUCCESS"));

    worker.worker.levers().events(true);
    worker.enqueue("add");
    hear("task-succeeded");

    assertThat(of(quiet)).isEmpty();
  }

  private void hear(String... types) throws InterruptedException {
    TreeSet<String> missing = new TreeSet<>(List.of(types));
    for (int patience = 0; !missing.isEmpty() && patience < 200; patience++) {
      List<JsonObject> events = listener.next(Duration.ofMillis(100));
      heard.addAll(events);
      events.forEach(event -> missing.remove(event.textOf("type").orElseThrow()));
    }
    assertThat(missing).as("never heard").isEmpty();
  }

  private List<JsonObject> of(String id) {
    return heard.stream()
        .filter(event -> event.textOf("uuid").filter(id::equals).isPresent())
        .toList();
  }
}
