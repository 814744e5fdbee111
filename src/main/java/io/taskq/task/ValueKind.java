package io.taskq.task;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the plain values of a message into what a parameter takes. */
interface ValueKind {

  /**
   * The value for it.
   *
   * @param plain null, String, Long, BigInteger, Double, Boolean, List or Map
   * @throws Misfit when it is of another kind
   */
  Object read(Object plain);

  /** The value a text stands for, in a default or as the key of a map. */
  default Object ofText(String text) {
    return read(text);
  }

  /** What it is when nothing is given; empty when something must be. */
  default Optional<Object> leftOut() {
    return Optional.empty();
  }

  /** The kind for a type. */
  static ValueKind of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] inside = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return new ManyValues.OfList(of(inside[0]));
      }
      if (generic.getRawType() == Map.class && inside[0] == String.class) {
        return new ManyValues.OfMap(of(inside[1]));
      }
      if (generic.getRawType() == Optional.class) {
        return new ManyValues.OfOptional(of(inside[0]));
      }
    }
    if (type instanceof Class<?> plain) {
      if (plain.isRecord()) {
        return new RecordValue(plain);
      }
      Optional<ValueKind> single = SingleValue.of(plain);
      if (single.isPresent()) {
        return single.get();
      }
    }
    throw new IllegalArgumentException(type.getTypeName() + " cannot be read from a message");
  }

  /**
   * A value of the wrong kind; tells what it must be, and where inside a larger value it stands.
   */
  final class Misfit extends IllegalArgumentException {

    private final String where;

    Misfit(String message) {
      this("", message);
    }

    private Misfit(String where, String message) {
      super(message);
      this.where = where;
    }

    static Misfit mustBe(String kind, Object plain) {
      return new Misfit("must be %s, not %s".formatted(kind, Arguments.kindOf(plain)));
    }

    /** The same, seen from what holds it. */
    Misfit inside(String holder) {
      return new Misfit(holder + where, getMessage());
    }

    String where() {
      return where;
    }
  }
}
