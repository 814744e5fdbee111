package io.taskq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rates over all workers: one line in Redis, and a change that holds for what waits. */
@WithRedis
class RatesTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private Broker broker;
  private Rates rates;

  @BeforeEach
  void make_broker(Redis redis, Keys keys) {
    broker = Broker.on(redis, keys);
    rates = broker.rates();
  }

  @Test
  void the_first_runs_at_once_and_the_others_form_a_line() {
    assertThat(rates.take("mail", HOUR, false)).isZero();
    assertThat(rates.take("mail", HOUR, false)).isBetween(almost(1), HOUR);
    assertThat(rates.take("mail", HOUR, false)).isBetween(almost(2), HOUR.multipliedBy(2));
    assertThat(rates.take("other", HOUR, false)).isZero();
  }

  @Test
  void a_few_that_come_back_are_told_to_come_for_the_next_turn_and_the_rest_to_line_up() {
    rates.take("mail", HOUR, false);
    rates.take("mail", HOUR, false);

    List<Long> hours =
        IntStream.range(0, 5)
            .mapToObj(i -> rates.take("mail", HOUR, true).plusMinutes(1).toHours())
            .toList();

    assertThat(hours).containsExactly(1L, 1L, 1L, 2L, 3L);
  }

  @Test
  void a_rate_is_kept_until_it_is_taken_away_and_begins_anew_when_it_is_set() {
    rates.set("mail", "10/m");
    rates.take("mail", HOUR, false);
    assertThat(rates.all()).containsOnlyKeys("mail").containsValue("10/m");

    rates.set("mail", "1/h");
    assertThat(rates.take("mail", HOUR, false)).isZero();

    rates.set("mail", "");
    assertThat(rates.all()).isEmpty();
  }

  @Test
  void a_recall_makes_due_what_a_rate_put_off_and_leaves_what_waits_for_its_eta(Redis redis) {
    for (int i = 0; i < 700; i++) {
      broker.enqueue(NewMessage.of("celery", 0, "id-" + i, "raw-" + i));
    }
    putOffAll(redis, Deferral.Kind.LATER);
    broker.enqueue(NewMessage.of("celery", 0, "eta", "raw-eta"));
    putOffAll(redis, Deferral.Kind.ETA);

    rates.recall("celery");

    int promoted = broker.promote("celery", 500) + broker.promote("celery", 500);
    assertThat(promoted).isEqualTo(700);
    assertThat(broker.queues().stats("celery").delayed()).isEqualTo(1);
    assertThat(claim("again").getFirst().raw()).as("the oldest first").isEqualTo("raw-0");
  }

  private void putOffAll(Redis redis, Deferral.Kind kind) {
    Deferral later =
        new Deferral(redis.time().plus(HOUR), kind, Optional.empty(), Optional.empty(), List.of());
    for (int pass = 0; pass < 8; pass++) {
      claim(kind + "-" + pass).forEach(one -> broker.defer(one.handle(one.raw()), later));
    }
  }

  private List<Delivery> claim(String id) {
    return broker.claim("celery", new Claim("worker", id, Duration.ofMinutes(1), 200, false, true));
  }

  /** What is left of so many hours after a moment. */
  private static Duration almost(int hours) {
    return HOUR.multipliedBy(hours).minusMinutes(1);
  }
}
