package io.taskq.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of one run as plain values: null, String, Long, BigInteger, Double, Boolean, List,
 * Map. A parameter may be given by place or by name.
 *
 * @param positional by place
 * @param keyword by name
 */
public record Arguments(List<Object> positional, Map<String, Object> keyword) {

  public Arguments {
    // Not List.copyOf: an argument may be null.
    positional = Collections.unmodifiableList(new ArrayList<>(positional));
    keyword = Collections.unmodifiableMap(new LinkedHashMap<>(keyword));
  }

  /** The parameter at that place or of that name; empty when it was not given, or is null. */
  public Optional<Object> find(int place, String name) {
    if (place < positional.size()) {
      if (keyword.containsKey(name)) {
        throw new WrongArguments("parameter '%s' was given twice".formatted(name));
      }
      return Optional.ofNullable(positional.get(place));
    }
    return Optional.ofNullable(keyword.get(name));
  }

  /** Whether the parameter was given, be it as null. */
  boolean isGiven(int place, String name) {
    return place < positional.size() || keyword.containsKey(name);
  }

  /** The parameter as text; empty when it was not given. */
  public Optional<String> text(int place, String name) {
    return find(place, name).map(value -> cast(value, name, String.class, "text"));
  }

  /** The parameter as a number; empty when it was not given. */
  public Optional<Number> number(int place, String name) {
    return find(place, name).map(value -> cast(value, name, Number.class, "a number"));
  }

  public String requiredText(int place, String name) {
    return text(place, name).orElseThrow(() -> missing(name));
  }

  public Number requiredNumber(int place, String name) {
    return number(place, name).orElseThrow(() -> missing(name));
  }

  /** Refuses more arguments than the task has parameters for. */
  public Arguments atMost(int places, List<String> names) {
    if (positional.size() > places) {
      throw new WrongArguments(
          "%d arguments are too many, it takes %d".formatted(positional.size(), places));
    }
    for (String name : keyword.keySet()) {
      if (!names.contains(name)) {
        throw new WrongArguments(
            "there is no parameter '%s', only %s".formatted(name, String.join(", ", names)));
      }
    }
    return this;
  }

  private static WrongArguments missing(String name) {
    return new WrongArguments("parameter '%s' is missing".formatted(name));
  }

  private static <T> T cast(Object value, String name, Class<T> type, String kind) {
    if (!type.isInstance(value)) {
      throw new WrongArguments(
          "parameter '%s' must be %s, not %s".formatted(name, kind, kindOf(value)));
    }
    return type.cast(value);
  }

  static String kindOf(Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> "text";
      case Number number -> "a number";
      case Boolean bool -> "true or false";
      case List<?> list -> "a list";
      case Map<?, ?> map -> "an object";
      default -> value.getClass().getSimpleName();
    };
  }
}
