package io.taskq.plugin;

import io.taskq.task.Arguments;
import io.taskq.task.Task;
import io.taskq.task.TaskContext;
import io.taskq.task.TaskFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code echo …}: gives back what it was given; one argument as it is, more as args and kwargs. */
public final class Echo implements Task {

  @Override
  public String name() {
    return "echo";
  }

  @Override
  public TaskFacts facts() {
    return TaskFacts.java(getClass(), List.of("anything"));
  }

  @Override
  public Object run(TaskContext context, Arguments arguments) {
    if (arguments.keyword().isEmpty() && arguments.positional().size() == 1) {
      return arguments.positional().getFirst();
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("args", arguments.positional());
    all.put("kwargs", arguments.keyword());
    return all;
  }
}
