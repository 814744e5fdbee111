package io.taskq.worker;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The threads that runs are on.
 *
 * <p>{@code threads} gives each slot a thread of the system: right for most work. {@code virtual}
 * is for tasks that wait, by the thousand; two busy ones starve it on two cores. {@code solo} runs
 * one task after the other. With {@code process} a thread only waits for its child. Thread-safe.
 *
 * @param starter starts a run
 * @param resize makes it as many threads
 * @param ender interrupts what runs
 */
record Pool(Consumer<Runnable> starter, IntConsumer resize, Runnable ender)
    implements AutoCloseable {

  static Pool of(PoolKind kind, int size) {
    return switch (kind) {
      case THREADS, SOLO, PROCESS -> threads(new Crew(size));
      case VIRTUAL ->
          virtual(
              Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("task-", 1).factory()));
    };
  }

  private static Pool threads(Crew crew) {
    return new Pool(crew::start, crew::resize, crew::close);
  }

  private static Pool virtual(ExecutorService executor) {
    return new Pool(executor::execute, threads -> {}, executor::shutdownNow);
  }

  void start(Runnable run) {
    starter.accept(run);
  }

  /** Interrupts what runs. Waits for nothing: a task may ignore its interruption. */
  @Override
  public void close() {
    ender.run();
  }
}
