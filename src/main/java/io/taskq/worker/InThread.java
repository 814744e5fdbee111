package io.taskq.worker;

import io.taskq.json.JavaValues;
import io.taskq.message.Message;
import io.taskq.task.Arguments;
import io.taskq.task.Task;
import io.taskq.task.TaskRegistry;
import io.taskq.worker.child.Outcome;
import java.util.Optional;
import java.util.function.Predicate;

/** Runs code on the calling thread. */
final class InThread implements Place {

  private final TaskRegistry tasks;

  InThread(TaskRegistry tasks) {
    this.tasks = tasks;
  }

  @Override
  public Optional<Outcome> run(RunContext context, Task task, Predicate<Grip> begin) {
    if (!begin.test(Grip.on(Thread.currentThread()))) {
      return Optional.empty();
    }
    return Optional.of(
        Outcome.of(task, () -> tasks.run(task, context, arguments(context.message()))));
  }

  private static Arguments arguments(Message message) {
    return new Arguments(JavaValues.listOf(message.args()), JavaValues.mapOf(message.kwargs()));
  }
}
