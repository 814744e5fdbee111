package io.taskq.bench;

import io.taskq.task.Arguments;
import io.taskq.task.Task;
import io.taskq.task.TaskContext;

/** {@code nothing}: what is left is the cost of the queue. */
public final class Nothing implements Task {

  @Override
  public String name() {
    return Workload.TASK;
  }

  @Override
  public Object run(TaskContext context, Arguments arguments) {
    return null;
  }
}
