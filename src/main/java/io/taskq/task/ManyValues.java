package io.taskq.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kinds that hold values of another kind. */
final class ManyValues {

  private ManyValues() {}

  /** A list of values of one kind. */
  record OfList(ValueKind element) implements ValueKind {

    @Override
    public Object read(Object plain) {
      if (!(plain instanceof List<?> list)) {
        throw Misfit.mustBe("a list", plain);
      }
      List<Object> values = new ArrayList<>();
      for (Object each : list) {
        values.add(within(element, each, "[" + values.size() + "]"));
      }
      return Collections.unmodifiableList(values);
    }
  }

  /** Values of one kind by name. */
  record OfMap(ValueKind element) implements ValueKind {

    @Override
    public Object read(Object plain) {
      if (!(plain instanceof Map<?, ?> map)) {
        throw Misfit.mustBe("an object", plain);
      }
      Map<String, Object> values = new LinkedHashMap<>();
      map.forEach((name, each) -> values.put((String) name, within(element, each, "." + name)));
      return Collections.unmodifiableMap(values);
    }
  }

  /** A value or none: null, or left out. */
  record OfOptional(ValueKind element) implements ValueKind {

    @Override
    public Object read(Object plain) {
      return plain == null ? Optional.empty() : Optional.of(element.read(plain));
    }

    @Override
    public Object ofText(String text) {
      return Optional.of(element.ofText(text));
    }

    @Override
    public Optional<Object> leftOut() {
      return Optional.of(Optional.empty());
    }
  }

  static Object within(ValueKind kind, Object plain, String holder) {
    try {
      return kind.read(plain);
    } catch (ValueKind.Misfit e) {
      throw e.inside(holder);
    }
  }
}
