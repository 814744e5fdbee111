package io.taskq.process;

import io.taskq.task.Arguments;
import io.taskq.task.Task;
import io.taskq.task.TaskContext;
import java.io.IOException;

/** {@code poison}: kills the worker that runs it, as a crash of the JVM would. */
public final class PoisonTask implements Task {

  @Override
  public String name() {
    return "poison";
  }

  @Override
  public Object run(TaskContext context, Arguments arguments) throws IOException {
    LedgerTask.note(context, "", "start");
    Runtime.getRuntime().halt(137);
    return null;
  }
}
