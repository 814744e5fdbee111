package io.taskq.plugin;

import io.taskq.task.Arguments;
import io.taskq.task.Task;
import io.taskq.task.TaskContext;
import io.taskq.task.TaskFacts;
import java.util.List;

/** {@code fail [message] [times]}: fails, always or for the first so many attempts. */
public final class Fail implements Task {

  @Override
  public String name() {
    return "fail";
  }

  @Override
  public TaskFacts facts() {
    return TaskFacts.java(getClass(), List.of("message: text = asked to fail", "times: a number"));
  }

  @Override
  public Object run(TaskContext context, Arguments arguments) {
    arguments.atMost(2, List.of("message", "times"));
    String message = arguments.text(0, "message").orElse("asked to fail");
    long times = arguments.number(1, "times").map(Number::longValue).orElse(Long.MAX_VALUE);
    if (context.attempt() <= times) {
      throw new IllegalStateException(message);
    }
    return "ok after " + (context.attempt() - 1) + " failures";
  }
}
