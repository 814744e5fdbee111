package io.taskq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.error.TaskqException;
import io.taskq.redis.Keys;
import io.taskq.redis.QueueKeys;
import io.taskq.redis.Redis;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithRedis
class EnqueueTest {

  private Bench bench;

  @BeforeEach
  void create_bench(Redis redis, Keys keys) {
    bench = new Bench(redis, keys);
  }

  @Test
  void a_message_goes_on_celerys_list_of_its_priority() {
    bench.broker.enqueue(NewMessage.of("mail", 7, "a", "raw"));

    assertThat(list(bench.keys.prefix() + "mail\u0006\u00166")).containsExactly("raw");
  }

  @Test
  void the_oldest_message_lies_at_the_end_celery_takes_from() {
    bench.enqueue("first", "second");

    assertThat(list(bench.queue.list(0))).containsExactly("second", "first");
  }

  @Test
  void a_queue_is_known_and_bound_after_its_first_message() {
    bench.enqueue("raw");

    assertThat(bench.broker.queues().names()).containsExactly("mail");
    assertThat(bench.members(bench.keys.binding("mail")))
        .containsExactly("mail\u0006\u0016\u0006\u0016mail");
  }

  @Test
  void a_message_with_an_eta_waits_and_can_be_found_by_its_task_id() {
    bench.enqueueDelayed("later", Duration.ofMinutes(5));

    assertThat(bench.stats().delayed()).isEqualTo(1);
    assertThat(bench.stats().readyTotal()).isZero();
    assertThat(bench.broker.queues().find("id of later", "later"::equals))
        .hasValueSatisfying(found -> assertThat(found.place()).isEqualTo(Found.Place.DELAYED));
  }

  @Test
  void a_message_whose_eta_has_passed_is_ready_at_once() {
    bench.enqueueDelayed("late", Duration.ofMinutes(-5));

    assertThat(list(bench.queue.list(0))).containsExactly("late");
  }

  @Test
  void the_same_registered_task_id_is_enqueued_once() {
    NewMessage message = registered("a", Optional.empty());

    Enqueued first = bench.broker.enqueue(message);
    Enqueued second = bench.broker.enqueue(message);

    assertThat(first).isEqualTo(new Enqueued.Accepted("a"));
    assertThat(second).isEqualTo(new Enqueued.AlreadyKnown("a"));
    assertThat(list(bench.queue.list(0))).hasSize(1);
  }

  @Test
  void one_idempotency_key_answers_with_the_first_task_id() {
    bench.broker.enqueue(registered("a", Optional.of("order 7")));
    Enqueued second = bench.broker.enqueue(registered("b", Optional.of("order 7")));

    assertThat(second).isEqualTo(new Enqueued.AlreadyKnown("a"));
    assertThat(bench.stats().readyTotal()).isEqualTo(1);
  }

  @Test
  void two_messages_may_have_one_task_id_when_it_is_not_registered() {
    bench.broker.enqueue(NewMessage.of("mail", 0, "same id", "one"));
    bench.broker.enqueue(NewMessage.of("mail", 0, "same id", "two"));

    assertThat(bench.claim(5)).extracting(Delivery::raw).containsExactly("one", "two");
    assertThat(bench.stats().leased()).isEqualTo(2);
  }

  @Test
  void a_key_of_another_type_is_named_and_nothing_is_left_behind() {
    bench.set(bench.queue.list(0), "not a list");

    assertThatThrownBy(() -> bench.broker.enqueue(registered("a", Optional.of("order 7"))))
        .isInstanceOf(TaskqException.Refused.class)
        .hasMessageContaining(bench.queue.list(0))
        .hasMessageContaining("string");
    assertThat(bench.exists(bench.queue.sameId("a"))).isFalse();
  }

  @Test
  void of_many_in_one_trip_each_keeps_its_place_and_none_comes_twice() {
    bench.broker.enqueue(registered("b"));

    List<Enqueued> answers = enqueueAll("a", "b", "c");

    assertThat(answers)
        .containsExactly(
            new Enqueued.Accepted("a"), new Enqueued.AlreadyKnown("b"), new Enqueued.Accepted("c"));
    assertThat(list(bench.queue.list(0))).containsExactly("raw c", "raw a", "raw b");
    assertThat(enqueueAll("a", "b", "c")).hasOnlyElementsOfType(Enqueued.AlreadyKnown.class);
    assertThat(bench.stats().readyTotal()).isEqualTo(3);
  }

  @Test
  void of_many_in_one_trip_those_on_other_lists_are_put_though_one_list_is_refused() {
    bench.set(bench.queue.list(QueueKeys.step(9)), "not a list");

    List<Supplier<Enqueued>> answers =
        bench.broker.enqueueEach(
            List.of(
                NewMessage.of("mail", 0, "a", "raw a"),
                NewMessage.of("mail", 9, "b", "raw b"),
                NewMessage.of("mail", 0, "c", "raw c")));

    assertThat(answers.get(0).get()).isEqualTo(new Enqueued.Accepted("a"));
    assertThatThrownBy(() -> answers.get(1).get()).isInstanceOf(TaskqException.Refused.class);
    assertThat(answers.get(2).get()).isEqualTo(new Enqueued.Accepted("c"));
    assertThat(list(bench.queue.list(0))).containsExactly("raw c", "raw a");
  }

  @Test
  void what_was_refused_for_now_may_come_again() {
    bench.set(bench.queue.list(0), "not a list");
    assertThatThrownBy(() -> enqueueAll("a", "b"))
        .isInstanceOf(TaskqException.Refused.class)
        .hasMessageContaining(bench.queue.list(0))
        .hasMessageContaining("string");

    bench.redis.ask("test", client -> client.del(bench.queue.list(0)));

    assertThat(enqueueAll("a", "b")).hasOnlyElementsOfType(Enqueued.Accepted.class);
  }

  @Test
  void a_layout_of_a_newer_taskq_is_refused() {
    bench.set(bench.keys.schema(), "2");

    assertThatThrownBy(() -> bench.enqueue("raw"))
        .isInstanceOf(TaskqException.NewerLayout.class)
        .hasMessageContaining("newer taskq");
  }

  private List<Enqueued> enqueueAll(String... ids) {
    List<NewMessage> messages = Stream.of(ids).map(EnqueueTest::registered).toList();
    return bench.broker.enqueueEach(messages).stream().map(Supplier::get).toList();
  }

  private static NewMessage registered(String id) {
    return new NewMessage(
        "mail", 0, id, "raw " + id, Optional.empty(), Optional.empty(), Duration.ZERO, true);
  }

  private NewMessage registered(String taskId, Optional<String> idempotencyKey) {
    return new NewMessage(
        "mail", 0, taskId, "raw", Optional.empty(), idempotencyKey, Duration.ofHours(1), true);
  }

  private List<String> list(String key) {
    return bench.redis.ask("test", client -> client.lrange(key, 0, -1));
  }
}
