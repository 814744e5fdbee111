package io.taskq.worker;

import io.taskq.text.Visible;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Stops runs from outside. Java cannot end a thread: one that ignores its interruption is
 * abandoned. Its slot gets another thread, what it still does counts for nothing, and the log says
 * where it is stuck. Thread-safe.
 */
final class Stops {

  /** What a task is given to notice its interruption before its thread counts as stuck. */
  static final Duration GRACE = Duration.ofMillis(200);

  private static final int CALLS = 3;

  private record Stopped(Run run, Instant since) {}

  private final WorkerParts parts;
  private final IntConsumer resize;
  private final Consumer<String> warning;
  private final Queue<Stopped> watched = new ConcurrentLinkedQueue<>();
  private final Set<Run> stuck = ConcurrentHashMap.newKeySet();

  /**
   * Makes it.
   *
   * @param resize gives the pool as many threads
   */
  Stops(WorkerParts parts, IntConsumer resize, Consumer<String> warning) {
    this.parts = parts;
    this.resize = resize;
    this.warning = warning;
  }

  /** Stops the run, if it has not ended. True when its end is now the caller's to settle. */
  boolean stop(Run run) {
    if (!run.takeEnd()) {
      return false;
    }
    run.force();
    if (run.isRunning()) {
      watched.add(new Stopped(run, parts.clock().instant()));
    }
    return true;
  }

  /** Replaces the threads of stopped runs that did not let go in time. */
  void look(Instant now) {
    watched.removeIf(
        stopped -> {
          boolean late = !now.isBefore(stopped.since().plus(GRACE));
          if (late) {
            abandon(stopped.run());
          }
          return late;
        });
  }

  private void abandon(Run run) {
    stuck.add(run);
    // In this order: the thread may have ended meanwhile, and then the slot is gone already.
    if (!run.leaveSlot()) {
      stuck.remove(run);
      return;
    }
    fitPool();
    warning.accept(
        Visible.of(
            "%s[%s]  ignores that it was stopped, another thread has its slot. Stuck: %d; this: %s"
                .formatted(run.taskName(), run.taskId(), stuck.size(), run.whereItIs(CALLS))));
    parts.slots().give();
  }

  /** Told when the code of a run has ended whose slot was given away. */
  void cameBack(Run run) {
    if (stuck.remove(run)) {
      fitPool();
      parts.log().noted(run, "the stuck thread has ended; what it did does not count");
    }
  }

  /** Gives the pool a thread for each slot, and for each that is stuck. */
  synchronized void fitPool() {
    resize.accept(parts.slots().size() + stuck.size());
  }

  /** How many threads are stuck now. */
  int stuck() {
    return stuck.size();
  }
}
