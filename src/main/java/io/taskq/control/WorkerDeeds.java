package io.taskq.control;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What a worker does when it is told to. Called on the control thread, so each must be quick and
 * safe to call from any thread; what it refuses comes out as a {@link
 * io.taskq.error.TaskqException}.
 *
 * @param shutdown finishes what runs, and ends
 */
public record WorkerDeeds(
    OnTasks tasks, OnSlots slots, OnQueues queues, OnEvents events, Runnable shutdown) {

  /**
   * What it does to tasks.
   *
   * @param revoke keeps the tasks of these ids from starting, here and in every worker
   * @param revokeStamped the same for all tasks with one of these values of a stamp
   * @param terminate ends those of these tasks that run here, and answers their ids
   * @param terminateStamped the same for all tasks with one of these values of a stamp
   * @param limit sets the time limits of a task
   * @param rate sets the rate of a task, as text; an empty one for no limit
   */
  public record OnTasks(
      Consumer<List<String>> revoke,
      Consumer<Map<String, List<String>>> revokeStamped,
      UnaryOperator<List<String>> terminate,
      Function<Map<String, List<String>>, List<String>> terminateStamped,
      Limit limit,
      RateLimit rate) {}

  /**
   * What it does to its slots.
   *
   * @param resize makes them so many more, or fewer
   * @param scale sets the range they are in, the most and the fewest, where it has one
   * @param renew loads the tasks anew, from jars that may have changed
   */
  public record OnSlots(IntConsumer resize, Scaling scale, Runnable renew) {}

  /**
   * What it does to the queues it consumes.
   *
   * @param add consumes this one too
   * @param cancel consumes this one no more; what runs of it goes on
   */
  public record OnQueues(Consumer<String> add, Consumer<String> cancel) {}

  /**
   * What it tells others by itself.
   *
   * @param toggle sends events of tasks, or none any more; false when it did so already
   * @param heartbeat says at once that it lives
   */
  public record OnEvents(Predicate<Boolean> toggle, Runnable heartbeat) {}

  /** Sets the time limits of a task; nothing for none. False when the task is not known here. */
  @FunctionalInterface
  public interface Limit {
    boolean set(String task, Optional<Duration> soft, Optional<Duration> hard);
  }

  /** Sets the rate of a task. False when the task is not known here; refuses what is no rate. */
  @FunctionalInterface
  public interface RateLimit {
    boolean set(String task, String rate);
  }

  /** Sets the range of the slots; what is not given stays. Answers the range that holds now. */
  @FunctionalInterface
  public interface Scaling {
    WorkerFacts.Range set(Optional<Integer> max, Optional<Integer> min);
  }
}
