package io.taskq.control;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What a worker does when it is told to. Called on the control thread, so each must be quick and
 * safe to call from any thread.
 *
 * @param revoke keeps the tasks of these ids from starting, here and in every worker
 * @param terminate ends those of these tasks that run here, and answers their ids
 * @param limit sets the time limits of a task
 */
public record WorkerDeeds(
    Consumer<List<String>> revoke, UnaryOperator<List<String>> terminate, Limit limit) {

  /** Sets the time limits of a task; nothing for none. False when the task is not known here. */
  @FunctionalInterface
  public interface Limit {
    boolean set(String task, Optional<Duration> soft, Optional<Duration> hard);
  }
}
