package io.taskq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.error.TaskqException;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisConnection;
import io.taskq.redis.Subscription;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithRedis
class FinishTest {

  private Bench bench;

  @BeforeEach
  void create_bench(Redis redis, Keys keys) {
    bench = new Bench(redis, keys);
  }

  @Test
  void finish_stores_and_publishes_the_result_and_leaves_nothing_behind() throws Exception {
    bench.enqueue("raw");
    Delivery held = bench.claimOne();
    StoredResult result = bench.result("raw", "SUCCESS", 5);
    try (RedisConnection connection = bench.redis.dedicated()) {
      Subscription waiting = connection.subscribe(result.key());

      Answer answer = bench.finish(held, Optional.of(result));

      assertThat(answer).isEqualTo(Answer.DONE);
      assertThat(waiting.poll(Duration.ofSeconds(5)))
          .hasValue(new Subscription.Published(result.key(), result.text()));
    }
    assertThat(bench.stored("raw")).isEqualTo(result.text());
    assertThat(bench.ttl(result.key())).isBetween(1L, 60_000L);
    bench.assertNothingLeft();
  }

  @Test
  void finish_again_is_gone_and_finish_by_a_late_owner_is_stale() {
    bench.enqueue("raw");
    Delivery lost = bench.claimAndLose();
    bench.reap();
    Delivery held = bench.claimOne();

    Answer late = bench.finish(lost, Optional.of(bench.result("raw", "SUCCESS", "late")));
    Answer mine = bench.finish(held, Optional.of(bench.result("raw", "SUCCESS", "mine")));
    Answer repeated = bench.finish(held, Optional.of(bench.result("raw", "SUCCESS", "again")));

    assertThat(late).isEqualTo(Answer.STALE);
    assertThat(mine).isEqualTo(Answer.DONE);
    assertThat(repeated).isEqualTo(Answer.GONE);
    assertThat(repeated.afterRepeat()).isEqualTo(Answer.DONE);
    assertThat(bench.stored("raw")).contains("mine");
  }

  @Test
  void finish_without_a_life_keeps_the_result_for_ever() {
    bench.enqueue("raw");
    StoredResult result = new StoredResult(bench.keys.result("raw"), "text", Duration.ZERO);

    bench.finish(bench.claimOne(), Optional.of(result));

    assertThat(bench.ttl(result.key())).isEqualTo(-1);
  }

  @Test
  void finish_sends_what_follows_to_other_queues() {
    bench.enqueue("raw");
    Delivery held = bench.claimOne();

    bench.broker.finish(
        Bench.handle(held),
        End.of(
            new Acts(
                List.of(),
                List.of(new FollowUp("other", 9, "next"), new FollowUp("mail", 0, "same queue")))));

    assertThat(bench.broker.queues().stats("other").ready()).containsExactly(0L, 0L, 0L, 1L);
    assertThat(bench.claimOne().raw()).isEqualTo("same queue");
    assertThat(bench.broker.queues().names()).containsExactly("mail", "other");
  }

  @Test
  void finish_with_a_follow_up_that_cannot_be_sent_changes_nothing() {
    bench.enqueue("raw");
    Delivery held = bench.claimOne();
    bench.set(bench.keys.queue("other").list(0), "not a list");

    assertThatThrownBy(
            () ->
                bench.broker.finish(
                    Bench.handle(held),
                    End.of(
                        new Acts(
                            List.of(bench.result("raw", "SUCCESS", 1)),
                            List.of(new FollowUp("other", 0, "next"))))))
        .isInstanceOf(TaskqException.Refused.class);
    assertThat(bench.stored("raw")).isNull();
    assertThat(bench.stats().leased()).isEqualTo(1);
  }

  @Test
  void finish_many_answers_for_each() {
    bench.enqueue("first", "second", "third");
    Delivery lost = bench.claimAndLose();
    List<Delivery> held = bench.claim(2);
    bench.reap();
    bench.finish(held.getLast());

    List<Answer> answers =
        bench.broker.finishMany(
            "mail",
            List.of(
                end(lost, "SUCCESS"),
                end(held.getFirst(), "SUCCESS"),
                end(held.getLast(), "LATE")));

    assertThat(answers).containsExactly(Answer.STALE, Answer.DONE, Answer.GONE);
    assertThat(bench.stored("first")).isNull();
    assertThat(bench.stored("second")).contains("SUCCESS");
    assertThat(bench.stored("third")).isNull();
  }

  @Test
  void finish_many_never_overwrites_a_success() {
    bench.enqueue("raw");
    StoredResult success = bench.result("raw", "SUCCESS", 5);
    bench.set(success.key(), success.text());

    bench.broker.finishMany("mail", List.of(end(bench.claimOne(), "FAILURE")));

    assertThat(bench.stored("raw")).isEqualTo(success.text());
  }

  @Test
  void finish_many_overwrites_what_was_not_a_success() {
    bench.enqueue("raw");
    bench.set(bench.keys.result("raw"), bench.result("raw", "STARTED", 1).text());

    bench.broker.finishMany("mail", List.of(end(bench.claimOne(), "FAILURE")));

    assertThat(bench.stored("raw")).contains("FAILURE");
  }

  @Test
  void finish_many_takes_more_than_one_script_call_can() {
    bench.enqueue(IntStream.range(0, 401).mapToObj(i -> "m" + i).toArray(String[]::new));
    List<Delivery> all =
        IntStream.range(0, 3).boxed().flatMap(i -> bench.claim(200).stream()).toList();

    List<Answer> answers =
        bench.broker.finishMany("mail", all.stream().map(each -> end(each, "SUCCESS")).toList());

    assertThat(answers).hasSize(401).containsOnly(Answer.DONE);
    assertThat(bench.stored("m400")).contains("SUCCESS");
    bench.assertNothingLeft();
  }

  @Test
  void finish_many_of_nothing_does_nothing() {
    assertThat(bench.broker.finishMany("mail", List.of())).isEmpty();
  }

  private Finish end(Delivery delivery, String state) {
    return new Finish(Bench.handle(delivery), Optional.of(bench.result(delivery.raw(), state, 1)));
  }
}
