package io.taskq.process;

import io.taskq.task.Arguments;
import io.taskq.task.Task;
import io.taskq.task.TaskContext;

/** {@code slow_add x y}: takes a few milliseconds, so that there is something to be killed. */
public final class SlowAddTask implements Task {

  private static final long MILLIS = 5;

  @Override
  public String name() {
    return "slow_add";
  }

  @Override
  public Object run(TaskContext context, Arguments arguments) throws InterruptedException {
    Thread.sleep(MILLIS);
    return arguments.requiredNumber(0, "x").longValue()
        + arguments.requiredNumber(1, "y").longValue();
  }
}
