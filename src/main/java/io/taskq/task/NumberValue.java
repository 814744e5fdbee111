package io.taskq.task;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Function;

/** Numbers: a whole one must fit its type, whatever is written; 2.0 is whole, 2.5 is not. */
final class NumberValue {

  private NumberValue() {}

  static void addTo(Map<Class<?>, ValueKind> kinds) {
    add(kinds, byte.class, Byte.class, BigDecimal::byteValueExact);
    add(kinds, short.class, Short.class, BigDecimal::shortValueExact);
    add(kinds, int.class, Integer.class, BigDecimal::intValueExact);
    add(kinds, long.class, Long.class, BigDecimal::longValueExact);
    kinds.put(BigInteger.class, whole("a whole number", BigDecimal::toBigIntegerExact));
    kinds.put(BigDecimal.class, kind("a number", number -> new BigDecimal(number.toString())));
    kinds.put(Number.class, kind("a number", number -> number));
    ValueKind decimal = kind("a number", Number::doubleValue);
    kinds.put(Double.class, decimal);
    kinds.put(double.class, decimal);
    ValueKind small = kind("a number", Number::floatValue);
    kinds.put(Float.class, small);
    kinds.put(float.class, small);
  }

  private static void add(
      Map<Class<?>, ValueKind> kinds,
      Class<?> primitive,
      Class<?> boxed,
      Function<BigDecimal, Object> exact) {
    ValueKind kind = whole("a whole number that fits " + primitive, exact);
    kinds.put(primitive, kind);
    kinds.put(boxed, kind);
  }

  private static ValueKind whole(String what, Function<BigDecimal, Object> exact) {
    return kind(what, number -> exact.apply(new BigDecimal(number.toString())));
  }

  private static ValueKind kind(String what, Function<Number, Object> read) {
    return new SingleValue(
        what,
        value -> value instanceof Number number ? read.apply(number) : null,
        text -> read.apply(new BigDecimal(text)));
  }
}
