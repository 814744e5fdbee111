package io.taskq.worker.child;

import io.taskq.json.JavaValues;
import io.taskq.task.TaskContext;
import java.util.Map;
import java.util.Optional;

/** What a task sees of its run in a child: what it asks lies here, what it says travels. */
final class ChildContext implements TaskContext, AutoCloseable {

  /** Takes what a task says of its progress. */
  @FunctionalInterface
  interface ProgressLine {
    void say(double percent, String text);
  }

  private final Errand errand;
  private final ProgressLine line;
  private Optional<Thread> thread = Optional.empty();
  private boolean cancelled;

  ChildContext(Errand errand, ProgressLine line) {
    this.errand = errand;
    this.line = line;
  }

  @Override
  public String id() {
    return errand.id();
  }

  @Override
  public int attempt() {
    return errand.attempt();
  }

  @Override
  public int delivery() {
    return errand.delivery();
  }

  @Override
  public long fence() {
    return errand.fence();
  }

  @Override
  public String queue() {
    return errand.queue();
  }

  @Override
  public Map<String, Object> headers() {
    return JavaValues.mapOf(errand.headers());
  }

  @Override
  public synchronized void progress(double percent, String text) {
    if (thread.isPresent()) {
      line.say(percent, text);
    }
  }

  @Override
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Never here: a run that has ended loses its process. */
  @Override
  public boolean hasEnded() {
    return false;
  }

  synchronized void cancel() {
    cancelled = true;
    thread.ifPresent(Thread::interrupt);
  }

  /** The task runs from here on, on the calling thread. */
  synchronized void begin() {
    thread = Optional.of(Thread.currentThread());
    if (cancelled) {
      Thread.currentThread().interrupt();
    }
  }

  /** The run is over: a late cancel must not hit the next one. Called on its thread. */
  @Override
  public synchronized void close() {
    thread = Optional.empty();
    Thread.interrupted();
  }
}
