package io.taskq.task;

/**
 * Called around every run of every task on a worker, in the run's own thread: for metrics, tracing
 * and database sessions. One object serves all runs, from many threads at once.
 *
 * <p>After each {@link #before} that returned there is one {@link #after} or {@link #onFailure};
 * with several hooks the one that came first ends last.
 *
 * <p>Found by {@link java.util.ServiceLoader}: a plug-in names its hooks in {@code
 * META-INF/services/io.taskq.task.TaskHook}.
 */
public interface TaskHook {

  /** Right before the task's code. What it throws is what the run failed with. */
  default void before(TaskContext context, Arguments arguments) throws Exception {}

  /** After the task's code has answered this. What it throws is what the run failed with. */
  default void after(TaskContext context, Object result) throws Exception {}

  /**
   * After the task's code has thrown this, be it a {@link Retry} or an {@link Ignore}. What it
   * throws itself is noted with the failure and changes nothing.
   */
  default void onFailure(TaskContext context, Throwable thrown) throws Exception {}
}
