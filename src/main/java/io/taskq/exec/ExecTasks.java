package io.taskq.exec;

import io.taskq.config.TaskDefinition;
import io.taskq.task.Task;
import io.taskq.task.TaskRegistry;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The programs among the tasks that need no code. */
public final class ExecTasks {

  private ExecTasks() {}

  /**
   * Makes them.
   *
   * @param environment the worker's
   * @param base where relative paths start
   */
  public static List<Task> of(
      Collection<TaskDefinition> definitions, Map<String, String> environment, Path base) {
    return definitions.stream()
        .filter(definition -> definition.program().isPresent())
        .<Task>map(definition -> new ExecTask(definition, environment, base))
        .toList();
  }

  /**
   * Looks, before a worker starts, whether they can run here.
   *
   * @param warning is told of each that cannot at the moment
   * @throws io.taskq.error.TaskqException.Refused when none ever can
   */
  public static void check(
      TaskRegistry tasks, Map<String, String> environment, Consumer<String> warning) {
    List<Task> all = tasks.names().stream().flatMap(name -> tasks.find(name).stream()).toList();
    boolean used = false;
    for (Task task : all) {
      if (task instanceof ExecTask program) {
        used = true;
        program
            .problem()
            .ifPresent(why -> warning.accept("task %s cannot run: %s".formatted(task.name(), why)));
      } else if (task instanceof RunTask run) {
        used |= run.isUsed();
        run.missing()
            .forEach(
                word ->
                    warning.accept("run.allow names \"%s\", which is not here".formatted(word)));
      }
    }
    if (used) {
      Tools.of(environment);
    }
  }
}
