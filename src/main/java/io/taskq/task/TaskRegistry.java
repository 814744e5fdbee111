package io.taskq.task;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tasks a worker can run, by name, and the hooks around them. What holds it sees at once what
 * it has become when plug-ins are loaded anew. Thread-safe.
 */
public final class TaskRegistry {

  private static final String OF_CELERY = "celery.";

  private volatile Content content;

  private record Content(Map<String, Task> tasks, List<TaskHook> hooks, Optional<Task> unlisted) {}

  private TaskRegistry(Content content) {
    this.content = content;
  }

  /** A registry of these tasks without hooks. Of two with one name the later wins. */
  public static TaskRegistry of(Collection<? extends Task> tasks) {
    return of(tasks, List.of());
  }

  /** The same with hooks; the first is the outermost. */
  public static TaskRegistry of(Collection<? extends Task> tasks, List<TaskHook> hooks) {
    Map<String, Task> byName = new TreeMap<>();
    tasks.forEach(task -> byName.put(task.name(), task));
    return new TaskRegistry(
        new Content(Collections.unmodifiableMap(byName), List.copyOf(hooks), Optional.empty()));
  }

  /** The same with a task that nobody is told of: it only says why it does not run here. */
  public TaskRegistry withUnlisted(Task task) {
    return new TaskRegistry(new Content(content.tasks(), content.hooks(), Optional.of(task)));
  }

  /** Takes the other's tasks and hooks for its own; what runs goes on with what it began with. */
  public void become(TaskRegistry other) {
    content = other.content;
  }

  public Optional<Task> find(String name) {
    Content now = content;
    return Optional.ofNullable(now.tasks().get(name))
        .or(() -> now.unlisted().filter(task -> task.name().equals(name)));
  }

  /** Runs a task with all hooks around it. */
  public Object run(Task task, TaskContext context, Arguments arguments) throws Exception {
    return run(content.hooks(), task, context, arguments);
  }

  private static Object run(
      List<TaskHook> hooks, Task task, TaskContext context, Arguments arguments) throws Exception {
    if (hooks.isEmpty()) {
      return task.run(context, arguments);
    }
    TaskHook outermost = hooks.getFirst();
    outermost.before(context, arguments);
    Object result;
    try {
      result = run(hooks.subList(1, hooks.size()), task, context, arguments);
    } catch (Throwable e) {
      tell(outermost, context, e);
      throw e;
    }
    outermost.after(context, result);
    return result;
  }

  private static void tell(TaskHook hook, TaskContext context, Throwable thrown) {
    try {
      hook.onFailure(context, thrown);
    } catch (Exception e) {
      thrown.addSuppressed(e);
    }
  }

  /** How often a message is handed out at most, whichever of the tasks it is for. */
  public int mostDeliveries(int usual) {
    return content.tasks().values().stream()
        .mapToInt(task -> task.options().maxDeliveries().orElse(usual))
        .reduce(usual, Math::max);
  }

  /** All names, sorted; without Celery's own tasks, which its workers do not list either. */
  public List<String> names() {
    return all().stream().map(Task::name).toList();
  }

  /** All tasks, by their names, without those of Celery. */
  public List<Task> all() {
    return content.tasks().values().stream()
        .filter(task -> !task.name().startsWith(OF_CELERY))
        .toList();
  }
}
