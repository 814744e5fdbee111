package io.taskq.worker;

import io.taskq.control.TaskInfo;
import io.taskq.error.TaskqException;
import io.taskq.worker.child.Children;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One worker: its loops, put together, started and brought to an end. Thread-safe.
 *
 * <p>Told to stop it drains: it claims nothing more, finishes what runs, and is over. Told to stop
 * now, or when draining takes too long, it gives what runs back to the queue.
 */
public final class Worker implements AutoCloseable {

  /** How a worker came to its end. */
  public enum End {
    /** All that ran is finished. */
    FINISHED,
    /** What still ran was given back. */
    GAVE_BACK
  }

  private final WorkerSetup setup;
  private final Machinery machinery;
  private final CompletableFuture<End> end = new CompletableFuture<>();

  /** Puts a worker together; {@link #start} sets it going. */
  public Worker(WorkerSetup setup) {
    this.setup = setup;
    this.machinery = new Machinery(setup, end, this::breakDown);
  }

  public void start() {
    try {
      setup.broker().know(machinery.parts().consumed().names());
    } catch (TaskqException.Unavailable e) {
      // It has said that it is ready: the house loop will make them known when Redis is back.
      machinery.parts().outage().down(e.getMessage());
    }
    machinery.start();
  }

  /** Claims nothing more; the worker is over when what runs is finished. */
  public void drain() {
    machinery.ending().drain();
  }

  public boolean isDraining() {
    return machinery.ending().isDraining();
  }

  /** Gives what runs back to the queue; the worker is over when Redis has it. */
  public void stopNow() {
    machinery.ending().stopNow();
  }

  /** Ends the worker because a part of it died, which is a bug: {@link #await} throws it. */
  public void breakDown(Throwable bug) {
    end.completeExceptionally(bug);
  }

  /** What can be changed while it runs. */
  public Levers levers() {
    return new Levers(setup, machinery);
  }

  /** Claims nothing until {@link #resume}; what runs goes on. */
  public void pause() {
    machinery.ending().pause();
  }

  /** Claims again. */
  public void resume() {
    machinery.ending().resume();
    machinery.wakeClaims();
  }

  /**
   * Loads the tasks anew, from jars that may have changed. What runs goes on with what it began
   * with.
   *
   * @throws TaskqException.Invalid when they cannot be loaded: the old ones stay
   */
  public void reload() {
    setup.tasks().become(setup.reload().get());
    machinery.children().ifPresent(Children::renew);
  }

  /** What runs here at the moment. */
  public List<TaskInfo> running() {
    return machinery.parts().inFlight().all().stream()
        .filter(Run::isRunning)
        .flatMap(run -> TaskInfos.of(run).stream())
        .toList();
  }

  /** The child processes that run tasks; none in most pools. */
  public List<Long> childPids() {
    return machinery.children().map(Children::pids).orElse(List.of());
  }

  /** How many threads run what was stopped and does not end. */
  public int stuck() {
    return machinery.stops().stuck();
  }

  /** How many runs of each task began here. */
  public Map<String, Long> accepted() {
    return machinery.parts().accepted().counts();
  }

  /**
   * Waits for the end.
   *
   * @throws java.util.concurrent.CompletionException when a loop died, which is a bug
   */
  public End await() {
    return end.join();
  }

  @Override
  public void close() {
    machinery.close();
    try {
      setup.membership().leave();
    } catch (TaskqException.Unavailable e) {
      // Its entry expires by itself; a worker must be able to end while Redis is away.
      setup.info().accept(e.getMessage());
    }
  }
}
