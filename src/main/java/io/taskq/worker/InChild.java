package io.taskq.worker;

import io.taskq.message.Message;
import io.taskq.task.Task;
import io.taskq.worker.child.Child;
import io.taskq.worker.child.Children;
import io.taskq.worker.child.Errand;
import io.taskq.worker.child.Outcome;
import java.util.Optional;
import java.util.function.Predicate;

/** Runs code in child processes; the calling thread waits. */
final class InChild implements Place {

  private final Children children;

  InChild(Children children) {
    this.children = children;
  }

  @Override
  public Optional<Outcome> run(RunContext context, Task task, Predicate<Grip> begin) {
    try {
      Child child = children.take();
      try {
        return begin.test(new ChildGrip(child))
            ? Optional.of(child.run(errand(context), context))
            : Optional.empty();
      } finally {
        children.giveBack(child);
      }
    } catch (InterruptedException e) {
      // The worker ends. What was not given back to the queue comes back when its lease is over.
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Errand errand(RunContext context) {
    Message message = context.message();
    return new Errand(
        message.task(),
        message.args(),
        message.kwargs(),
        message.id(),
        message.attempt(),
        context.delivery(),
        context.fence(),
        context.queue(),
        message.headers());
  }

  private record ChildGrip(Child child) implements Grip {

    @Override
    public void ask() {
      child.cancel();
    }

    @Override
    public void force() {
      child.kill();
    }

    @Override
    public String where(int calls) {
      return "process " + child.pid();
    }
  }
}
