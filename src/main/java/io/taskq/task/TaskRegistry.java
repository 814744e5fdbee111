package io.taskq.task;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tasks a worker can run, by name. Immutable. */
public final class TaskRegistry {

  private final Map<String, Task> tasks;

  private TaskRegistry(Map<String, Task> tasks) {
    this.tasks = Collections.unmodifiableMap(tasks);
  }

  /**
   * Makes a registry of these tasks. Of two with one name the later wins, so that a plug-in may
   * replace a shipped task.
   */
  public static TaskRegistry of(Collection<? extends Task> tasks) {
    Map<String, Task> byName = new TreeMap<>();
    tasks.forEach(task -> byName.put(task.name(), task));
    return new TaskRegistry(byName);
  }

  public Optional<Task> find(String name) {
    return Optional.ofNullable(tasks.get(name));
  }

  /** How often a message is handed out at most, whichever of the tasks it is for. */
  public int mostDeliveries(int usual) {
    return tasks.values().stream()
        .mapToInt(task -> task.options().maxDeliveries().orElse(usual))
        .reduce(usual, Math::max);
  }

  /** All names, sorted. */
  public List<String> names() {
    return List.copyOf(tasks.keySet());
  }
}
