package io.taskq.worker.child;

import io.taskq.json.JavaValues;
import io.taskq.task.Call;
import io.taskq.task.TaskContext;
import java.util.Map;
import java.util.Optional;

/** What a task sees of its run in a child: what it asks lies here, what it says travels. */
final class ChildContext implements TaskContext, AutoCloseable {

  private final Errand errand;
  private final Child.Heard parent;
  private Optional<Thread> thread = Optional.empty();
  private boolean cancelled;

  /**
   * Makes it.
   *
   * @param parent who hears what the task says
   */
  ChildContext(Errand errand, Child.Heard parent) {
    this.errand = errand;
    this.parent = parent;
  }

  @Override
  public String task() {
    return errand.task();
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
      parent.progress(percent, text);
    }
  }

  @Override
  public System.Logger logger() {
    return new RunLogger(task(), parent::log);
  }

  @Override
  public String enqueue(Call call) {
    return parent.enqueue(call);
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
