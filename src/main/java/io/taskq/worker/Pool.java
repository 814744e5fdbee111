package io.taskq.worker;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * Where tasks run.
 *
 * <p>{@code threads} gives each slot a thread of the system: right for most work. {@code virtual}
 * is for tasks that wait, by the thousand; two busy ones starve it on two cores. {@code solo} runs
 * one task at a time in the thread that claims. Thread-safe.
 *
 * @param executor starts a run
 * @param end interrupts what runs, and waits for nothing
 */
record Pool(Executor executor, Runnable end) implements AutoCloseable {

  static Pool of(PoolKind kind, int size) {
    return switch (kind) {
      case THREADS ->
          ending(Executors.newFixedThreadPool(size, named(Thread.ofPlatform().daemon())));
      case VIRTUAL -> ending(Executors.newThreadPerTaskExecutor(named(Thread.ofVirtual())));
      case SOLO -> new Pool(Runnable::run, () -> {});
    };
  }

  private static ThreadFactory named(Thread.Builder threads) {
    return threads.name("task-", 1).factory();
  }

  /** Not close(): that waits for a task which ignores its interruption. */
  private static Pool ending(ExecutorService executor) {
    return new Pool(executor, executor::shutdownNow);
  }

  void start(Runnable run) {
    executor.execute(run);
  }

  @Override
  public void close() {
    end.run();
  }
}
