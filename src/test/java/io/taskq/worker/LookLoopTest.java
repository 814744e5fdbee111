package io.taskq.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.task.Acks;
import io.taskq.task.RetryPolicy;
import io.taskq.task.TimeLimits;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithRedis
class LookLoopTest {

  private final AtomicInteger woken = new AtomicInteger();
  private String list;
  private WorkerParts parts;

  @BeforeEach
  void make_parts(Redis redis, Keys keys) {
    InstantSource clock = InstantSource.system();
    list = keys.queue("celery").list(0);
    parts = TestParts.of(redis, keys, 1, clock, text -> {});
  }

  @Test
  void a_message_wakes_the_claim_and_stays_where_it_is(Redis redis) {
    redis.ask("push", client -> client.lpush(list, "second", "first"));

    try (LookLoop look =
        new LookLoop(redis, () -> Optional.of(list), parts, () -> true, woken::incrementAndGet)) {
      Duration rest = look.step();

      assertThat(rest).isPositive();
    }

    List<String> left = redis.ask("read", client -> client.lrange(list, 0, -1));
    assertThat(woken).hasValue(1);
    assertThat(left).containsExactly("first", "second");
  }

  @Test
  void an_empty_queue_wakes_nobody(Redis redis) {
    try (LookLoop look =
        new LookLoop(redis, () -> Optional.of(list), parts, () -> true, woken::incrementAndGet)) {
      look.step();
    }

    assertThat(woken).hasValue(0);
  }

  @Test
  void a_busy_worker_does_not_look(Redis redis) {
    redis.ask("push", client -> client.lpush(list, "first"));

    try (LookLoop look =
        new LookLoop(redis, () -> Optional.of(list), parts, () -> false, woken::incrementAndGet)) {
      look.step();
    }

    assertThat(woken).hasValue(0);
  }

  static WorkerOptions options() {
    return new WorkerOptions(
        "worker1@test",
        List.of("celery"),
        PoolKind.THREADS,
        1,
        Duration.ofSeconds(6),
        4,
        Optional.empty(),
        false,
        0,
        StartPolicy.LATE,
        RetryPolicy.NEVER,
        TimeLimits.NONE,
        Acks.LATE,
        Optional.empty(),
        Optional.empty(),
        false);
  }
}
