package io.taskq.task;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A record, from an object with its components by name. */
final class RecordValue implements ValueKind {

  private final Map<String, ValueKind> components = new LinkedHashMap<>();
  private final Constructor<?> constructor;

  RecordValue(Class<?> type) {
    RecordComponent[] all = type.getRecordComponents();
    for (RecordComponent component : all) {
      components.put(component.getName(), ValueKind.of(component.getGenericType()));
    }
    try {
      constructor =
          type.getDeclaredConstructor(
              Stream.of(all).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has it", e);
    }
  }

  @Override
  public Object read(Object plain) {
    if (!(plain instanceof Map<?, ?> map)) {
      throw Misfit.mustBe("an object", plain);
    }
    for (Object name : map.keySet()) {
      if (!components.containsKey(name)) {
        throw new Misfit(
            "has no member '%s', only %s".formatted(name, String.join(", ", components.keySet())));
      }
    }
    return create(
        components.entrySet().stream()
            .map(each -> component(map, each.getKey(), each.getValue()))
            .toArray());
  }

  private static Object component(Map<?, ?> map, String name, ValueKind kind) {
    Optional<Object> leftOut = kind.leftOut();
    if (map.containsKey(name)) {
      return ManyValues.within(kind, map.get(name), "." + name);
    }
    return leftOut.orElseThrow(() -> new Misfit("is missing").inside("." + name));
  }

  /** A record may refuse values by itself. */
  private Object create(Object... values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new Misfit("is refused: " + e.getCause().getMessage());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record can be made", e);
    }
  }
}
