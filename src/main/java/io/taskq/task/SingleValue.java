package io.taskq.task;

import io.taskq.config.Units;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A value that holds no others.
 *
 * @param what it is, in words
 * @param from reads it; null for what does not fit, and throws for what is out of range
 * @param ofText reads it from text
 */
record SingleValue(String what, Function<Object, Object> from, Function<String, Object> ofText)
    implements ValueKind {

  private static final Map<Class<?>, ValueKind> KINDS = kinds();

  static Optional<ValueKind> of(Class<?> type) {
    return type.isEnum() ? Optional.of(oneOf(type)) : Optional.ofNullable(KINDS.get(type));
  }

  @Override
  public Object read(Object plain) {
    return reading(plain, from);
  }

  @Override
  public Object ofText(String text) {
    return reading(text, ofText);
  }

  private <T> Object reading(T plain, Function<? super T, Object> reader) {
    Object value;
    try {
      value = plain == null ? null : reader.apply(plain);
    } catch (ArithmeticException | IllegalArgumentException | DateTimeException e) {
      throw new Misfit("must be %s, not %s".formatted(what, plain));
    }
    if (value == null) {
      throw Misfit.mustBe(what, plain);
    }
    return value;
  }

  private static Map<Class<?>, ValueKind> kinds() {
    Map<Class<?>, ValueKind> kinds = new HashMap<>();
    kinds.put(String.class, text("text", text -> text));
    kinds.put(Instant.class, text("a time", text -> OffsetDateTime.parse(text).toInstant()));
    kinds.put(Duration.class, new SingleValue("a duration", SingleValue::time, Units::time));
    kinds.put(
        Object.class,
        new ValueKind() {
          @Override
          public Object read(Object plain) {
            return plain;
          }
        });
    ValueKind truth =
        new SingleValue(
            "true or false", value -> value instanceof Boolean ? value : null, SingleValue::truth);
    kinds.put(Boolean.class, truth);
    kinds.put(boolean.class, truth);
    NumberValue.addTo(kinds);
    return kinds;
  }

  static ValueKind text(String what, Function<String, Object> read) {
    return new SingleValue(
        what, value -> value instanceof String text ? read.apply(text) : null, read);
  }

  private static Object time(Object plain) {
    return switch (plain) {
      case String text -> Units.time(text);
      case Long seconds -> Duration.ofSeconds(seconds);
      case Double seconds -> Units.time(BigDecimal.valueOf(seconds).toPlainString());
      default -> null;
    };
  }

  private static Object truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static ValueKind oneOf(Class<?> type) {
    Map<String, Object> values =
        Stream.of(type.getEnumConstants())
            .collect(Collectors.toMap(each -> ((Enum<?>) each).name(), each -> each));
    String what =
        Stream.of(type.getEnumConstants())
            .map(each -> ((Enum<?>) each).name())
            .collect(Collectors.joining(", ", "one of ", ""));
    return text(
        what,
        text ->
            Optional.ofNullable(values.get(text))
                .orElseThrow(() -> new IllegalArgumentException(text)));
  }
}
