package io.taskq.builtin;

import io.taskq.task.Arguments;
import io.taskq.task.FinalFailure;
import io.taskq.task.Task;
import io.taskq.task.TaskContext;
import io.taskq.task.WrongArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Celery's own tasks {@code celery.map} and {@code celery.starmap}, by which a client calls one
 * task many times in one message: for each item one call, one after the other, and a list of what
 * they return.
 *
 * @param name which of the two
 * @param spreads whether an item is all arguments of a call, or its only one
 * @param tasks what this worker can run
 */
public record CallEach(String name, boolean spreads, Function<String, Optional<Task>> tasks)
    implements Task {

  /** Both. */
  public static List<Task> both(Function<String, Optional<Task>> tasks) {
    return List.of(
        new CallEach("celery.map", false, tasks), new CallEach("celery.starmap", true, tasks));
  }

  @Override
  public Object run(TaskContext context, Arguments arguments) throws Exception {
    Task task = called(arguments);
    if (!(arguments.find(1, "it").orElse(null) instanceof List<?> items)) {
      throw new WrongArguments("parameter 'it' must be a list");
    }
    List<Object> results = new ArrayList<>();
    for (Object item : items) {
      if (context.isCancelled()) {
        throw new InterruptedException("cancelled after " + results.size() + " calls");
      }
      results.add(task.run(context, new Arguments(places(item), Map.of())));
    }
    return results;
  }

  private Task called(Arguments arguments) {
    Object signature = arguments.find(0, "task").orElse(null);
    Object called = signature instanceof Map<?, ?> parts ? parts.get("task") : signature;
    if (!(called instanceof String wanted)) {
      throw new WrongArguments("parameter 'task' must be a signature");
    }
    return tasks
        .apply(wanted)
        .orElseThrow(() -> new FinalFailure("no task " + wanted + " is registered here"));
  }

  private List<Object> places(Object item) {
    if (!spreads) {
      // Not List.of: an item may be null.
      List<Object> one = new ArrayList<>();
      one.add(item);
      return one;
    }
    if (!(item instanceof List<?> all)) {
      throw new WrongArguments("each item of parameter 'it' must be a list");
    }
    return new ArrayList<>(all);
  }
}
