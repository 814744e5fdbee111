package io.taskq.bench;

import io.taskq.task.Arguments;
import io.taskq.task.Task;
import io.taskq.task.TaskContext;
import java.time.Duration;

/** {@code nap}: waits a millisecond, as a task does that asks somebody else. */
public final class Nap implements Task {

  static final String TASK = "nap";

  private static final Duration SPAN = Duration.ofMillis(1);

  @Override
  public String name() {
    return TASK;
  }

  @Override
  public Object run(TaskContext context, Arguments arguments) throws InterruptedException {
    Thread.sleep(SPAN);
    return null;
  }
}
