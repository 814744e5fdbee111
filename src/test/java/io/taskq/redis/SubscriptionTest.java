package io.taskq.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.error.TaskqException;
import io.taskq.testing.FaultProxy;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@WithRedis
@Timeout(60)
class SubscriptionTest {

  private static final RedisOptions IMPATIENT =
      new RedisOptions(1, Duration.ofSeconds(1), Duration.ofMillis(500), "");

  @Test
  void a_wire_that_fell_silent_is_noticed(RedisServer server) throws InterruptedException {
    try (FaultProxy proxy = FaultProxy.before(server);
        Redis redis = Redis.connect(RedisUrl.parse(proxy.url()), IMPATIENT);
        RedisConnection connection = redis.dedicated()) {
      Subscription subscription = connection.subscribe("channel of a silent wire");
      proxy.blackHole();

      assertThatThrownBy(() -> pollUntilItThrows(subscription))
          .isInstanceOf(TaskqException.Unavailable.class)
          .hasMessageContaining("no answer to subscribe");
    }
  }

  private static void pollUntilItThrows(Subscription subscription) throws InterruptedException {
    // Ends by the exception, or by the time limit of the test.
    while (true) {
      subscription.poll(Duration.ofMillis(100));
    }
  }

  @Test
  void a_channel_on_which_nothing_is_said_stays_open(Redis redis) throws InterruptedException {
    try (RedisConnection connection = redis.dedicated()) {
      Subscription subscription = connection.subscribe("quiet channel");

      // Longer than it takes to be asked for a sign of life, and asked again.
      for (int i = 0; i < 12; i++) {
        assertThat(subscription.poll(Duration.ofMillis(500))).isEmpty();
      }
      redis.ask("publish", client -> client.publish("quiet channel", "at last"));

      assertThat(subscription.poll(Duration.ofSeconds(10)))
          .isEqualTo(Optional.of(new Subscription.Published("quiet channel", "at last")));
    }
  }

  @Test
  void who_looks_seldom_takes_no_silent_wire_for_a_dead_one(Redis redis)
      throws InterruptedException {
    try (RedisConnection connection = redis.dedicated()) {
      Subscription subscription = connection.subscribe("seldom");
      assertThat(subscription.poll(Duration.ofSeconds(3))).isEmpty();
      assertThat(subscription.poll(Duration.ofSeconds(3))).isEmpty();

      assertThat(subscription.poll(Duration.ofMillis(1))).isEmpty();
    }
  }
}
