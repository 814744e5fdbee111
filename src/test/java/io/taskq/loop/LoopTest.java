package io.taskq.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoopTest {

  private static final Duration LONG = Duration.ofHours(1);

  private final AtomicInteger steps = new AtomicInteger();
  private final AtomicReference<Throwable> death = new AtomicReference<>();

  @Test
  void a_wake_makes_the_next_step_follow_at_once() {
    try (Loop loop = new Loop("test", this::count, death::set)) {
      loop.start();
      await().until(() -> steps.get() == 1);

      loop.wake();

      await().until(() -> steps.get() == 2);
    }
  }

  @Test
  void a_wake_during_a_step_is_not_lost() {
    AtomicReference<Loop> self = new AtomicReference<>();
    Loop.Step wakesItselfOnce =
        () -> {
          if (steps.incrementAndGet() == 1) {
            self.get().wake();
          }
          return LONG;
        };

    try (Loop loop = new Loop("test", wakesItselfOnce, death::set)) {
      self.set(loop);
      loop.start();

      await().until(() -> steps.get() == 2);
    }
  }

  @Test
  void a_step_that_throws_ends_the_loop_and_tells_its_owner() {
    Loop.Step broken =
        () -> {
          throw new IllegalStateException("broken");
        };

    try (Loop loop = new Loop("test", broken, death::set)) {
      loop.start();

      await().until(() -> death.get() != null);
    }

    assertThat(death.get()).hasMessage("broken");
  }

  @Test
  void close_ends_a_resting_loop() {
    Loop loop = new Loop("test", this::count, death::set);
    loop.start();
    await().until(() -> steps.get() == 1);

    loop.close();

    assertThat(steps).hasValue(1);
    assertThat(death).hasValue(null);
  }

  private Duration count() {
    steps.incrementAndGet();
    return LONG;
  }
}
