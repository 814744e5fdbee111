package io.taskq.worker;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * The threads that runs are on.
 *
 * <p>{@code threads} gives each slot a thread of the system: right for most work. {@code virtual}
 * is for tasks that wait, by the thousand; two busy ones starve it on two cores. {@code solo} runs
 * one task after the other. With {@code process} a thread only waits for its child. Thread-safe.
 *
 * @param executor starts a run
 * @param resize makes it as many threads
 */
record Pool(ExecutorService executor, IntConsumer resize) implements AutoCloseable {

  static Pool of(PoolKind kind, int size) {
    return switch (kind) {
      case THREADS, SOLO, PROCESS -> threads(size);
      case VIRTUAL ->
          new Pool(Executors.newThreadPerTaskExecutor(named(Thread.ofVirtual())), threads -> {});
    };
  }

  private static Pool threads(int size) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            size,
            size,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            named(Thread.ofPlatform().daemon()));
    return new Pool(executor, threads -> resize(executor, threads));
  }

  private static ThreadFactory named(Thread.Builder threads) {
    return threads.name("task-", 1).factory();
  }

  /** The core must never be above the maximum, not even for a moment. */
  private static void resize(ThreadPoolExecutor executor, int threads) {
    if (threads > executor.getMaximumPoolSize()) {
      executor.setMaximumPoolSize(threads);
      executor.setCorePoolSize(threads);
    } else {
      executor.setCorePoolSize(threads);
      executor.setMaximumPoolSize(threads);
    }
  }

  void start(Runnable run) {
    executor.execute(run);
  }

  /** Interrupts what runs. Waits for nothing: a task may ignore its interruption. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
