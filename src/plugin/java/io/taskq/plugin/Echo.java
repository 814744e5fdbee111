package io.taskq.plugin;

import io.taskq.task.Arguments;
import io.taskq.task.Task;
import io.taskq.task.TaskContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code echo …}: gives back what it was given; one argument as it is, more as args and kwargs. */
public final class Echo implements Task {

  @Override
  public String name() {
    return "echo";
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
