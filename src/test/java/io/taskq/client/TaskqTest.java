package io.taskq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.broker.Broker;
import io.taskq.broker.Claim;
import io.taskq.broker.Delivery;
import io.taskq.broker.StoredResult;
import io.taskq.config.Route;
import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Undecodable;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.result.ResultCodec;
import io.taskq.result.Subject;
import io.taskq.result.TaskResult;
import io.taskq.state.Failure;
import io.taskq.state.TaskState;
import io.taskq.task.Call;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** taskq as another program uses it. */
@WithRedis
@Timeout(60)
class TaskqTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private Redis redis;
  private Keys keys;
  private Broker broker;
  private Taskq taskq;
  private int claims;

  @BeforeEach
  void connect(Redis shared, Keys some) {
    redis = shared;
    keys = some;
    broker = Broker.on(redis, keys);
    taskq = Taskq.connect(address(), options().build());
  }

  @AfterEach
  void close() {
    taskq.close();
  }

  private String address() {
    return redis.url().masked();
  }

  private ClientOptions.Builder options() {
    return ClientOptions.builder().keyPrefix(keys.prefix());
  }

  @Test
  void a_call_arrives_as_it_was_made() {
    record User(String name, int age) {}

    AsyncResult result =
        taskq.enqueue(
            Call.of("welcome", "云海", 7, new User("yun", 30), Duration.ofMillis(1500))
                .with("password", "hidden")
                .with("tags", List.of("a", "b"))
                .retries(2)
                .timeLimit(Duration.ofSeconds(9))
                .header("trace", "t-1"));

    Message message = take("celery").getFirst();
    assertThat(message.id()).isEqualTo(result.id());
    assertThat(message.task()).isEqualTo("welcome");
    assertThat(message.args())
        .isEqualTo(Json.parse("[\"云海\", 7, {\"name\": \"yun\", \"age\": 30}, 1.5]"));
    assertThat(message.kwargs())
        .isEqualTo(Json.parse("{\"password\": \"hidden\", \"tags\": [\"a\", \"b\"]}"));
    assertThat(message.kwargsRepr()).contains("***").doesNotContain("hidden");
    assertThat(message.headers().get("taskq_max_retries")).isEqualTo(Json.of(2));
    assertThat(message.headers().get("trace")).isEqualTo(Json.of("t-1"));
    assertThat(message.hardLimit()).contains(Duration.ofSeconds(9));
  }

  @Test
  void the_call_says_the_queue_or_a_route_or_the_default() {
    List<Route> routes = List.of(new Route("mail.*", Optional.of("mails"), Optional.of(3)));
    try (Taskq routed = Taskq.connect(address(), options().routes(routes).build())) {
      routed.enqueue("mail.send");
      routed.enqueue("other");
      routed.enqueue(Call.of("mail.send").queue("urgent").priority(9));
    }

    assertThat(take("mails").getFirst().route().priority()).isEqualTo(3);
    assertThat(take("celery")).hasSize(1);
    assertThat(take("urgent").getFirst().route().priority()).isEqualTo(9);
  }

  @Test
  void many_calls_keep_their_order_and_their_results_stand_in_it() {
    List<Call> calls = IntStream.range(0, 2_500).mapToObj(i -> Call.of("note", i)).toList();

    List<AsyncResult> results = taskq.enqueueAll(calls);

    List<Message> messages = new ArrayList<>();
    while (messages.size() < calls.size()) {
      messages.addAll(take("celery"));
    }
    assertThat(messages.stream().map(Message::id))
        .containsExactlyElementsOf(results.stream().map(AsyncResult::id).toList());
    assertThat(messages.getLast().args().text()).isEqualTo("[2499]");
  }

  @Test
  void a_repeat_under_the_same_id_or_key_adds_nothing() {
    AsyncResult first = taskq.enqueue(Call.of("pay").once("order-7", Duration.ofHours(1)));
    AsyncResult second = taskq.enqueue(Call.of("pay").once("order-7", Duration.ofHours(1)));
    taskq.enqueue(Call.of("pay").id("pay-8"));
    taskq.enqueue(Call.of("pay").id("pay-8"));

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(take("celery")).extracting(Message::id).containsExactly(first.id(), "pay-8");
  }

  @Test
  void what_waits_for_its_time_says_so_to_a_worker_of_celery_too() {
    taskq.enqueue(Call.of("later").in(Duration.ofHours(1)).expiresIn(Duration.ofHours(2)));

    Message message = take("celery").getFirst();
    Instant now = redis.time();
    assertThat(message.eta().orElseThrow())
        .isBetween(now.plusSeconds(3_500), now.plusSeconds(3_600));
    assertThat(message.expires().orElseThrow()).isAfter(now.plusSeconds(7_100));
  }

  @Test
  void what_cannot_be_enqueued_is_refused_with_a_reason() {
    assertThatThrownBy(() -> taskq.enqueue(""))
        .isInstanceOf(TaskqException.Invalid.class)
        .hasMessageContaining("its name is empty");
    assertThatThrownBy(() -> taskq.enqueue("add", Thread.currentThread()))
        .hasMessageContaining("java.lang.Thread has no form in JSON");
    assertThatThrownBy(
            () -> taskq.enqueue(Call.of("add").in(Duration.ofHours(1)).at(Instant.now())))
        .hasMessageContaining("a countdown and an eta");
    assertThatThrownBy(() -> taskq.enqueue("add", "x".repeat(17 << 20)))
        .hasMessageContaining("the limit is 16,777,216");
  }

  @Test
  void who_waits_is_woken_when_the_result_is_there() throws Exception {
    AsyncResult result = taskq.enqueue("add", 2, 3);
    assertThat(result.state()).isEqualTo(TaskState.PENDING);
    assertThatThrownBy(() -> result.get(Duration.ofMillis(20)))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining(result.id());

    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Object>> all =
          IntStream.range(0, 50).mapToObj(i -> others.submit(() -> result.get(LONG))).toList();
      end(TaskResult.success(Subject.of(result.id()), Json.of(5), Instant.now()));
      for (Future<Object> one : all) {
        assertThat(one.get()).isEqualTo(5L);
      }
    }
    assertThat(result.isReady()).isTrue();
  }

  @Test
  void a_failure_tells_what_the_task_threw() {
    AsyncResult result = taskq.enqueue("fail");
    Failure why = Failure.of(new IllegalStateException("boom"));
    end(TaskResult.failure(Subject.of(result.id()), why, Instant.now()));

    assertThatThrownBy(() -> result.get(LONG))
        .isInstanceOfSatisfying(
            TaskFailed.class,
            failed -> {
              assertThat(failed.type()).isEqualTo("IllegalStateException");
              assertThat(failed.text()).isEqualTo("boom");
              assertThat(failed.traceback()).contains("TaskqTest");
              assertThat(failed.state()).isEqualTo(TaskState.FAILURE);
            })
        .hasMessageContaining(result.id());
  }

  @Test
  void a_result_can_be_asked_for_progress_and_children_and_forgotten() {
    AsyncResult result = taskq.enqueue("long");
    Json meta = Json.parse("{\"percent\": 40, \"text\": \"half\"}");
    end(TaskResult.running(Subject.of(result.id()), "PROGRESS", meta));
    assertThat(result.progress()).contains(new AsyncResult.Progress(40, "half"));
    assertThat(result.state()).isEqualTo(TaskState.STARTED);

    Json children = Json.parse("[[[\"child-1\", null], null], [[\"child-2\", null], null], []]");
    end(
        TaskResult.success(Subject.of(result.id()), Json.of(1), Instant.now())
            .withChildren(children));
    assertThat(result.children()).extracting(AsyncResult::id).containsExactly("child-1", "child-2");
    assertThat(result.progress()).isEmpty();

    assertThat(result.forget()).isTrue();
    assertThat(result.forget()).isFalse();
    assertThat(taskq.result(result.id()).state()).isEqualTo(TaskState.PENDING);
  }

  @Test
  void a_revoked_task_does_not_start_any_more() {
    AsyncResult result = taskq.enqueue("add");

    result.revoke();

    assertThat(broker.revokes().newest(10)).contains(result.id());
  }

  @Test
  void a_closed_client_leaves_nobody_waiting() throws Exception {
    AsyncResult result = taskq.enqueue("add");
    try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Object> waiting = other.submit(() -> result.get(LONG));
      taskq.close();
      assertThatThrownBy(waiting::get).isNotNull();
    }
  }

  private void end(TaskResult result) {
    String key = keys.result(result.taskId());
    broker.record(new StoredResult(key, ResultCodec.encode(result), Duration.ofMinutes(1)));
  }

  private List<Message> take(String queue) {
    Claim claim = new Claim("w", "claim-" + ++claims, Duration.ofMinutes(1), 200, false);
    return broker.claim(queue, claim).stream().map(delivery -> decode(delivery, queue)).toList();
  }

  private static Message decode(Delivery delivery, String queue) {
    try {
      return new MessageCodec(1 << 20, ZoneOffset.UTC).decode(delivery.raw(), queue);
    } catch (Undecodable e) {
      throw new AssertionError(e);
    }
  }
}
