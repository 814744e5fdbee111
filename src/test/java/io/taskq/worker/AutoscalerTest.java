package io.taskq.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.broker.Broker;
import io.taskq.broker.NewMessage;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.ManualClock;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slots come when work waits for them, and go when they were idle for a while. */
@WithRedis
class AutoscalerTest {

  private final ManualClock clock = ManualClock.at("2030-01-01T00:00:00Z");
  private Broker broker;
  private WorkerParts parts;
  private Autoscaler scaler;

  @BeforeEach
  void make_scaler(Redis redis, Keys keys) {
    broker = Broker.on(redis, keys);
    parts = TestParts.of(redis, keys, 1, clock, text -> {});
    scaler = new Autoscaler(parts, new Scale(6, 1), parts.slots()::resize);
  }

  @Test
  void slots_double_while_all_are_busy_and_work_waits() {
    broker.enqueue(NewMessage.of("celery", 0, "a", "raw"));
    parts.slots().take();
    scaler.step();
    assertThat(parts.slots().size()).isEqualTo(2);

    scaler.step();
    assertThat(parts.slots().size()).as("one is free").isEqualTo(2);

    parts.slots().take();
    scaler.step();
    parts.slots().take();
    parts.slots().take();
    scaler.step();
    assertThat(parts.slots().size()).as("never more than the most").isEqualTo(6);
  }

  @Test
  void busy_slots_alone_are_no_reason_for_more() {
    parts.slots().take();

    scaler.step();

    assertThat(parts.slots().size()).isEqualTo(1);
  }

  @Test
  void slots_that_were_not_needed_for_half_a_minute_go() {
    scaler.scale(new Scale(6, 1));
    parts.slots().resize(6);
    parts.slots().take();
    parts.slots().take();
    scaler.step();
    parts.slots().give();
    clock.advance(Duration.ofSeconds(29));
    scaler.step();
    assertThat(parts.slots().size()).isEqualTo(6);

    clock.advance(Duration.ofSeconds(1));
    scaler.step();
    assertThat(parts.slots().size()).as("the most that were needed").isEqualTo(2);

    clock.advance(Duration.ofSeconds(31));
    scaler.step();
    clock.advance(Duration.ofSeconds(31));
    scaler.step();
    assertThat(parts.slots().size()).isEqualTo(1);
  }
}
