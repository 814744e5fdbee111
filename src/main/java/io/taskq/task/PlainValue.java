package io.taskq.task;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Turns what a method returns into the plain values a result is made of. */
final class PlainValue {

  private PlainValue() {}

  /** What is of no known kind stays as it is: whoever writes the result says what is wrong. */
  static Object of(Object value) {
    return switch (value) {
      case null -> null;
      case Optional<?> maybe -> of(maybe.orElse(null));
      case Instant time -> time.toString();
      case Duration time -> time.toNanos() / 1e9;
      case Enum<?> one -> one.name();
      case Record some -> members(some);
      case Collection<?> many -> many.stream().map(PlainValue::of).toList();
      case Map<?, ?> many -> entries(many);
      default -> value;
    };
  }

  private static Map<Object, Object> entries(Map<?, ?> many) {
    Map<Object, Object> plain = new LinkedHashMap<>();
    many.forEach((name, each) -> plain.put(of(name), of(each)));
    return plain;
  }

  private static Map<String, Object> members(Record some) {
    Map<String, Object> plain = new LinkedHashMap<>();
    for (RecordComponent component : some.getClass().getRecordComponents()) {
      plain.put(component.getName(), of(read(some, component.getAccessor())));
    }
    return plain;
  }

  private static Object read(Record some, Method accessor) {
    try {
      accessor.setAccessible(true);
      return accessor.invoke(some);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("%s failed".formatted(accessor), e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("made accessible above", e);
    }
  }
}
