package io.taskq.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CrewTest {

  private final Semaphore gate = new Semaphore(0);
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  @Test
  void long_runs_get_all_threads_and_no_more() {
    try (Crew crew = new Crew(10)) {
      start(crew, 25);

      await().until(() -> inside.get() == 10);
      gate.release(25);

      await().until(() -> ended.get() == 25);
      assertThat(threads).hasSize(10);
    }
  }

  @Test
  void one_run_after_the_other_needs_no_crowd() throws InterruptedException {
    try (Crew crew = new Crew(100)) {
      for (int i = 0; i < 500; i++) {
        CountDownLatch done = new CountDownLatch(1);
        crew.start(
            () -> {
              threads.add(Thread.currentThread());
              done.countDown();
            });
        done.await();
      }

      // The one before may not have gone to rest yet when the next run comes.
      assertThat(threads.size()).isLessThan(20);
    }
  }

  @Test
  void what_throws_takes_no_thread_from_the_others() {
    try (Crew crew = new Crew(2)) {
      for (int i = 0; i < 10; i++) {
        crew.start(
            () -> {
              Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
              throw new IllegalStateException("a bug");
            });
      }
      start(crew, 2);

      await().until(() -> inside.get() == 2);
    }
  }

  @Test
  void more_threads_start_what_waits_for_one() {
    try (Crew crew = new Crew(1)) {
      start(crew, 3);
      await().until(() -> inside.get() == 1);

      crew.resize(3);

      await().until(() -> inside.get() == 3);
    }
  }

  @Test
  void fewer_threads_let_what_runs_go_on_and_start_less() {
    try (Crew crew = new Crew(4)) {
      start(crew, 12);
      await().until(() -> inside.get() == 4);

      crew.resize(1);
      gate.release(4);

      await().until(() -> ended.get() == 4 && inside.get() == 1);
      gate.release(8);
      await().until(() -> ended.get() == 12);
      crew.resize(4);
      start(crew, 4);
      await().until(() -> inside.get() == 4);
    }
  }

  @Test
  void an_interrupt_left_behind_does_not_hit_the_next_run() {
    AtomicInteger interrupted = new AtomicInteger();
    try (Crew crew = new Crew(1)) {
      for (int i = 0; i < 20; i++) {
        crew.start(
            () -> {
              interrupted.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
              ended.incrementAndGet();
              Thread.currentThread().interrupt();
            });
      }

      await().until(() -> ended.get() == 20);
      assertThat(interrupted).hasValue(0);
    }
  }

  @Test
  void closing_interrupts_what_runs_and_starts_nothing_more() {
    Crew crew = new Crew(2);
    start(crew, 5);
    await().until(() -> inside.get() == 2);

    crew.close();

    await().until(() -> threads.stream().noneMatch(Thread::isAlive));
    assertThat(ended).hasValue(0);
    assertThat(threads).hasSize(2);
  }

  private void start(Crew crew, int runs) {
    for (int i = 0; i < runs; i++) {
      crew.start(this::waitAtGate);
    }
  }

  private void waitAtGate() {
    threads.add(Thread.currentThread());
    inside.incrementAndGet();
    try {
      gate.acquire();
      inside.decrementAndGet();
      ended.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
