package io.taskq.task;

import java.lang.reflect.Type;
import java.util.Optional;

/**
 * One parameter of a task that is a method.
 *
 * @param kind what it takes
 * @param left what it is when it is left out; empty when it must be given
 * @param described its name, its type and its default, as people write them
 */
record MethodParameter(String name, ValueKind kind, Optional<Object> left, String described) {

  static MethodParameter of(String name, Type type, Optional<String> defaultText) {
    ValueKind kind = ValueKind.of(type);
    return new MethodParameter(
        name,
        kind,
        defaultText.map(text -> kind.ofText(text)).or(kind::leftOut),
        name + ": " + shortName(type) + defaultText.map(text -> " = " + text).orElse(""));
  }

  /** {@code List<String>}, without the packages. */
  private static String shortName(Type type) {
    return type.getTypeName().replaceAll("[\\w.]+[.$](?=\\w)", "");
  }

  Object read(Arguments arguments, int place) {
    if (arguments.isGiven(place, name)) {
      try {
        return kind.read(arguments.find(place, name).orElse(null));
      } catch (ValueKind.Misfit e) {
        throw new WrongArguments("parameter '%s' %s".formatted(name + e.where(), e.getMessage()));
      }
    }
    return left.orElseThrow(() -> new WrongArguments("parameter '%s' is missing".formatted(name)));
  }
}
