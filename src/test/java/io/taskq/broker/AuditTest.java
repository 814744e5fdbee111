package io.taskq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What should not be is seen; what is as it should be is left alone. */
@WithRedis
class AuditTest {

  private Bench bench;
  private Audit audit;

  @BeforeEach
  void create_bench(Redis redis, Keys keys) {
    bench = new Bench(redis, keys);
    audit = bench.broker.audit();
  }

  @Test
  void messages_in_any_place_are_no_orphans() {
    bench.enqueue("leased", "back", "dead", "waits");
    bench.enqueueDelayed("delayed", Duration.ofMinutes(1));
    bench.claimOne();
    bench.broker.release(Bench.handle(bench.claimOne()));

    assertThat(audit.orphans(Bench.QUEUE)).hasValue(0);
    assertThat(audit.rescue(Bench.QUEUE)).hasValue(0);
  }

  @Test
  void what_lost_its_place_is_found_and_served_again() {
    bench.enqueue(IntStream.range(0, 700).mapToObj(i -> "raw " + i).toArray(String[]::new));
    List<Delivery> held = bench.claim(200);
    IntStream.range(0, 3).forEach(i -> bench.claim(200));
    bench.redis.ask("lose", client -> client.del(bench.queue.leased()));

    assertThat(audit.orphans(Bench.QUEUE)).hasValue(700);
    assertThat(audit.rescue(Bench.QUEUE)).hasValue(700);

    assertThat(audit.orphans(Bench.QUEUE)).hasValue(0);
    assertThat(bench.finish(held.getFirst())).isEqualTo(Answer.STALE);
    assertThat(bench.claim(200))
        .hasSize(200)
        .allSatisfy(delivery -> assertThat(delivery.deliveries()).isEqualTo(2));
  }

  @Test
  void leases_that_are_long_over_are_counted() {
    bench.enqueue("a", "b");
    bench.claimAndLose();
    bench.claimOne();

    assertThat(audit.overdue(Bench.QUEUE, Duration.ofHours(1)).count()).isZero();
    assertThat(audit.overdue(Bench.QUEUE, Duration.ZERO).count()).isEqualTo(1);
    assertThat(audit.overdue(Bench.QUEUE, Duration.ZERO).oldest()).isPositive();
    assertThat(audit.overdue("nobody's", Duration.ZERO)).isEqualTo(new Overdue(0, Duration.ZERO));
  }

  @Test
  void what_a_worker_of_celery_held_for_long_comes_back_to_its_list() {
    String old =
        "{\"body\": \"x\", \"properties\": {\"priority\": 6}, \"n\": 12345678901234567890}";
    hold("t1", old, "", "mail", Duration.ofHours(3));
    hold("t2", "{\"body\": \"new\"}", "", "mail", Duration.ofMinutes(5));
    hold("t3", "{\"body\": \"bound\"}", "shop", "order.paid", Duration.ofHours(4));
    String binding = "order.paid" + Keys.SEPARATOR + Keys.SEPARATOR + "orders";
    bench.redis.ask("bind", client -> client.sadd(bench.keys.binding("shop"), binding));
    Unacked unacked = bench.broker.unacked();

    assertThat(unacked.olderThan(Duration.ofHours(2)).count()).isEqualTo(2);
    assertThat(unacked.adopt(Duration.ofHours(2))).isEqualTo(2);
    assertThat(unacked.adopt(Duration.ofHours(2))).isZero();

    assertThat(list(bench.queue.list(2))).containsExactly(old);
    assertThat(list(bench.keys.queue("orders").list(0))).containsExactly("{\"body\": \"bound\"}");
    assertThat(unacked.olderThan(Duration.ZERO).count()).isEqualTo(1);
  }

  @Test
  void what_is_no_message_stays_where_it_is_and_hides_nothing_behind_it() {
    for (int i = 0; i < 1200; i++) {
      put("broken" + i, "not JSON", Duration.ofHours(9));
    }
    hold("t1", "{\"body\": \"x\"}", "", "mail", Duration.ofHours(3));

    assertThat(bench.broker.unacked().adopt(Duration.ofHours(2))).isEqualTo(1);
    assertThat(bench.broker.unacked().olderThan(Duration.ZERO).count()).isEqualTo(1200);
  }

  private List<String> list(String key) {
    return bench.redis.ask("look", client -> client.lrange(key, 0, -1));
  }

  private void hold(String tag, String message, String exchange, String key, Duration age) {
    put(tag, "[%s, \"%s\", \"%s\"]".formatted(message, exchange, key), age);
  }

  private void put(String tag, String held, Duration age) {
    Instant then = bench.redis.time().minus(age);
    bench.redis.ask("hold", client -> client.hset(bench.keys.unacked(), tag, held));
    bench.redis.ask(
        "hold",
        client -> client.zadd(bench.keys.unackedIndex(), (double) then.getEpochSecond(), tag));
  }
}
