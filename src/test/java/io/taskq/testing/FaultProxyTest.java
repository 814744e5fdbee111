package io.taskq.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.broker.Broker;
import io.taskq.broker.Claim;
import io.taskq.broker.Enqueued;
import io.taskq.broker.NewMessage;
import io.taskq.error.TaskqException;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The faults are real ones: what is made of them later rests on that. */
@WithRedis
class FaultProxyTest {

  private static final RedisOptions IMPATIENT =
      new RedisOptions(1, Duration.ofSeconds(1), Duration.ofMillis(300), "");

  private FaultProxy proxy;
  private Redis redis;

  @BeforeEach
  void open(RedisServer server) {
    proxy = FaultProxy.before(server);
    redis = Redis.connect(RedisUrl.parse(proxy.url()), IMPATIENT);
  }

  @AfterEach
  void close() {
    redis.close();
    proxy.close();
  }

  @Test
  void without_a_fault_it_is_a_wire() {
    assertThat(redis.time()).isNotNull();
    assertThat(proxy.connections()).isEqualTo(1);
  }

  @Test
  void a_torn_connection_is_an_error_at_once_and_a_new_one_works() {
    redis.time();

    assertThat(proxy.reset()).isEqualTo(1);

    assertThatThrownBy(redis::time).isInstanceOf(TaskqException.Unavailable.class);
    assertThat(redis.time()).isNotNull();
  }

  @Test
  void in_a_black_hole_nothing_is_answered_until_somebody_connects_anew() {
    redis.time();
    proxy.blackHole();

    assertThatThrownBy(redis::time).hasMessageContaining("timed out during time");
    assertThatThrownBy(redis::time).hasMessageContaining("timed out");
    proxy.heal();

    assertThat(redis.time()).isNotNull();
  }

  @Test
  void an_error_of_redis_can_be_put_into_its_mouth() {
    proxy.answering("LOADING Redis is loading the dataset in memory");

    assertThatThrownBy(redis::time).hasMessageContaining("loading the dataset");
    proxy.heal();

    assertThat(redis.time()).isNotNull();
  }

  @Test
  void a_lost_reply_is_one_of_something_that_has_happened(Keys keys) {
    Broker broker = Broker.on(redis, keys);
    proxy.lose((script, nth) -> script.equals("enqueue_now") && nth == 2);
    broker.enqueue(registered("first"));

    assertThatThrownBy(() -> broker.enqueue(registered("second")))
        .isInstanceOfSatisfying(
            TaskqException.Unavailable.class, lost -> assertThat(lost.mayHaveHappened()).isTrue());

    assertThat(broker.queues().stats("q").readyTotal()).isEqualTo(2);
    assertThat(broker.enqueue(registered("second"))).isInstanceOf(Enqueued.AlreadyKnown.class);
    assertThat(proxy.lost()).containsOnlyKeys("enqueue_now").containsValue(1);
  }

  private static NewMessage registered(String id) {
    Optional<Instant> now = Optional.empty();
    return new NewMessage("q", 0, id, "raw", now, Optional.empty(), Duration.ZERO, true);
  }

  @Test
  void every_script_is_recognised_in_full_and_by_its_digest(Keys keys) {
    Broker broker = Broker.on(redis, keys);
    for (int i = 0; i < 3; i++) {
      broker.enqueue(NewMessage.of("q", 0, "id" + i, "m" + i));
      broker.claim("q", new Claim("w", "c" + i, Duration.ofSeconds(1), 1, false));
      broker.promote("q", 1);
    }

    assertThat(proxy.calls())
        .containsEntry("enqueue_now", 3)
        .containsEntry("claim", 3)
        .containsEntry("promote", 3)
        .containsEntry("know", 1);
  }
}
