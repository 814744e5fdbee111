package io.taskq.http;

import io.taskq.config.AllowedHosts;
import io.taskq.config.TaskDefinition;
import io.taskq.task.Task;
import io.taskq.task.TaskRegistry;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;

/** The HTTP requests among the tasks that need no code. */
public final class HttpTasks {

  private HttpTasks() {}

  /**
   * Makes them.
   *
   * @param allowed what inside of the worker's network they may reach
   * @param clock for the moment until which a server wants to be left alone
   */
  public static List<Task> of(
      Collection<TaskDefinition> definitions, AllowedHosts allowed, InstantSource clock) {
    if (definitions.stream().allMatch(definition -> definition.http().isEmpty())) {
      // Nobody shall wait for certificates to be read who needs none.
      return List.of();
    }
    Doorman doorman = new Doorman(allowed, InetAddress::getAllByName);
    Courier courier = new Courier(doorman, (SSLSocketFactory) SSLSocketFactory.getDefault());
    return definitions.stream()
        .filter(definition -> definition.http().isPresent())
        .<Task>map(definition -> new HttpTask(definition, doorman, courier, clock))
        .toList();
  }

  /**
   * Looks, before a worker starts, whether they can run here.
   *
   * @param warning is told of each that cannot
   */
  public static void check(TaskRegistry tasks, Consumer<String> warning) {
    for (String name : tasks.names()) {
      tasks
          .find(name)
          .filter(HttpTask.class::isInstance)
          .flatMap(task -> ((HttpTask) task).problem())
          .ifPresent(why -> warning.accept("task %s cannot run: %s".formatted(name, why)));
    }
  }
}
