package io.taskq.task;

/**
 * An object whose methods are tasks: those marked with {@link TaskMethod}.
 *
 * <pre>{@code
 * public final class Greetings implements Tasks {
 *
 *   @TaskMethod("greet")
 *   public String greet(String name, @DefaultsTo("1") int times) {
 *     return "Hello, %s! ".formatted(name).repeat(times);
 *   }
 * }
 * }</pre>
 *
 * <p>{@code taskq enqueue greet --arg yun --kwarg times=2} runs it. One object serves all runs,
 * from many threads at once.
 *
 * <p>Found by {@link java.util.ServiceLoader}: a plug-in names its classes in {@code
 * META-INF/services/io.taskq.task.Tasks}.
 */
public interface Tasks {

  /** How the task of that name is run and retried, unless a message says otherwise. */
  default TaskOptions options(String task) {
    return TaskOptions.DEFAULTS;
  }
}
