package io.taskq.task;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the tasks among the methods of an object. */
public final class TaskMethods {

  private TaskMethods() {}

  /**
   * All of them, by name.
   *
   * @throws IllegalArgumentException when one cannot be called from a message; says which and why
   */
  public static List<Task> of(Tasks owner) {
    List<Task> tasks =
        Stream.of(owner.getClass().getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(TaskMethod.class))
            .map(method -> task(owner, method))
            .sorted(Comparator.comparing(Task::name))
            .toList();
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException(
          owner.getClass().getName() + " has no method marked with @TaskMethod");
    }
    return tasks;
  }

  private static Task task(Tasks owner, Method method) {
    if (!Modifier.isPublic(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
      throw wrong(method, "must be public and not static");
    }
    // The class itself need not be public.
    method.setAccessible(true);
    return new MethodTask(
        method.getAnnotation(TaskMethod.class).value(),
        owner,
        method,
        Stream.of(method.getParameters()).map(each -> parameter(method, each)).toList());
  }

  private static Optional<MethodParameter> parameter(Method method, Parameter parameter) {
    if (parameter.getType() == TaskContext.class) {
      return Optional.empty();
    }
    if (!parameter.isNamePresent()) {
      throw wrong(method, "has parameters without names: compile it with -parameters");
    }
    Optional<String> defaultText =
        Optional.ofNullable(parameter.getAnnotation(DefaultsTo.class)).map(DefaultsTo::value);
    try {
      return Optional.of(
          MethodParameter.of(parameter.getName(), parameter.getParameterizedType(), defaultText));
    } catch (IllegalArgumentException e) {
      throw wrong(method, "parameter '%s': %s".formatted(parameter.getName(), e.getMessage()));
    }
  }

  private static IllegalArgumentException wrong(Method method, String why) {
    return new IllegalArgumentException(
        "%s.%s: %s".formatted(method.getDeclaringClass().getName(), method.getName(), why));
  }
}
