package io.taskq.task;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/** A task that is a method of an object. */
final class MethodTask implements Task {

  private final String name;
  private final Tasks owner;
  private final Method method;

  /** In the method's order; empty where the context goes. */
  private final List<Optional<MethodParameter>> parameters;

  private final List<String> names;

  MethodTask(String name, Tasks owner, Method method, List<Optional<MethodParameter>> parameters) {
    this.name = name;
    this.owner = owner;
    this.method = method;
    this.parameters = List.copyOf(parameters);
    this.names = parameters.stream().flatMap(Optional::stream).map(MethodParameter::name).toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public TaskOptions options() {
    return owner.options(name);
  }

  @Override
  public TaskFacts facts() {
    List<String> described =
        parameters.stream().flatMap(Optional::stream).map(MethodParameter::described).toList();
    return TaskFacts.java(owner.getClass(), described);
  }

  @Override
  public Object run(TaskContext context, Arguments arguments) throws Exception {
    arguments.atMost(names.size(), names);
    Object[] values = new Object[parameters.size()];
    int place = 0;
    for (int i = 0; i < values.length; i++) {
      Optional<MethodParameter> parameter = parameters.get(i);
      values[i] = parameter.isEmpty() ? context : parameter.get().read(arguments, place++);
    }
    return PlainValue.of(call(values));
  }

  private Object call(Object... values) throws Exception {
    try {
      return method.invoke(owner, values);
    } catch (InvocationTargetException e) {
      // What the task threw is what its author wants to read, without the way it was called.
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) e.getCause();
    }
  }
}
