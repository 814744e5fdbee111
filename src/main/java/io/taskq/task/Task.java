package io.taskq.task;

import java.util.List;

/**
 * Named code that a worker can run. One object serves all runs of its task, from many threads at
 * once.
 *
 * <p>Found by {@link java.util.ServiceLoader}: a plug-in names its tasks in {@code
 * META-INF/services/io.taskq.task.Task}.
 */
public interface Task {

  /** The name that messages call it by. */
  String name();

  /** How it is run and retried, unless a message says otherwise. */
  default TaskOptions options() {
    return TaskOptions.DEFAULTS;
  }

  /** What people are told of it. */
  default TaskFacts facts() {
    return TaskFacts.java(getClass(), List.of());
  }

  /**
   * Runs it once.
   *
   * @return the result: null, text, a number, a boolean, or a List or Map of these
   * @throws Exception when the run failed; whether it is tried again is the retry policy's matter
   */
  Object run(TaskContext context, Arguments arguments) throws Exception;
}
