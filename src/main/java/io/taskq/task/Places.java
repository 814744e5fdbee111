package io.taskq.task;

import io.taskq.json.JavaValues;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The arguments that a task of the settings file has places for: a number is one by place, all else
 * one by name. Immutable.
 */
public final class Places {

  private final List<String> names;
  private final int byPlace;

  /**
   * Makes them.
   *
   * @param places each number and each name
   */
  public Places(Set<String> places) {
    this.names = places.stream().filter(place -> !isNumber(place)).sorted().toList();
    this.byPlace =
        places.stream().filter(Places::isNumber).mapToInt(Integer::parseInt).max().orElse(-1) + 1;
  }

  private static boolean isNumber(String place) {
    return Character.isDigit(place.charAt(0));
  }

  /** All, as the settings file has them: those by place, then those by name. */
  public List<String> described() {
    return Stream.concat(IntStream.range(0, byPlace).mapToObj(Integer::toString), names.stream())
        .map("{%s}"::formatted)
        .toList();
  }

  /** Refuses arguments that no place takes: who sends them expects that they count. */
  public void refuseMore(Arguments given) {
    given.keyword().keySet().stream()
        .filter(name -> !names.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              String others = names.isEmpty() ? "none by name" : String.join(", ", names);
              throw new WrongArguments(
                  "there is no parameter '%s', only %s".formatted(name, others));
            });
    if (given.positional().size() > byPlace) {
      throw new WrongArguments(
          "%d arguments are too many, it takes %d".formatted(given.positional().size(), byPlace));
    }
  }

  /**
   * The argument that goes there, whatever it is.
   *
   * @throws WrongArguments when it was not given
   */
  public static Object value(String place, Arguments given) {
    if (isNumber(place)) {
      int at = Integer.parseInt(place);
      return at < given.positional().size() ? given.positional().get(at) : missing(place);
    }
    return given.keyword().containsKey(place) ? given.keyword().get(place) : missing(place);
  }

  private static Object missing(String place) {
    throw new WrongArguments("argument %s is missing".formatted(place));
  }

  /**
   * The argument that goes there, as text.
   *
   * @throws WrongArguments when it was not given, or is no single value
   */
  public static String text(String place, Arguments given) {
    Object value = value(place, given);
    if (value == null || value instanceof List || value instanceof Map) {
      throw new WrongArguments(
          "argument %s must be text, a number, true or false, not %s"
              .formatted(place, Arguments.kindOf(value)));
    }
    return value instanceof String text ? text : JavaValues.toJson(value).text();
  }
}
