package io.taskq.exec;

import io.taskq.error.TaskqException;
import io.taskq.json.JavaValues;
import io.taskq.task.Arguments;
import io.taskq.task.WrongArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The command line of a program, with places for the arguments of a message. */
final class Template {

  private static final String END_OF_OPTIONS = "--";

  private final List<Word> words;
  private final Set<String> places;
  private final boolean takesMore;

  /**
   * Reads it.
   *
   * @param takesMore whether the message may have arguments that have no place here
   * @throws TaskqException.Invalid when it is wrong; names the task
   */
  Template(String task, List<String> texts, boolean takesMore) {
    try {
      this.words = texts.stream().map(Word::read).toList();
    } catch (IllegalArgumentException e) {
      throw wrong(task, e.getMessage(), "Write {{ for {, and }} for }.");
    }
    if (words.getFirst().hasPlaces()) {
      throw wrong(
          task, "a message would choose the program", "Name the program itself, without a place.");
    }
    this.places =
        words.stream()
            .flatMap(word -> word.pieces().stream())
            .filter(Word.Piece::isPlace)
            .map(Word.Piece::text)
            .collect(Collectors.toUnmodifiableSet());
    this.takesMore = takesMore;
  }

  private static TaskqException wrong(String task, String why, String hint) {
    return new TaskqException.Invalid(
        "cannot use \"exec\" of the task \"%s\"".formatted(task), why, hint);
  }

  /** The program, as it was written. */
  String program() {
    return words.getFirst().fill(place -> place, true);
  }

  /**
   * The arguments of the program.
   *
   * @throws WrongArguments when the message's do not fit
   */
  List<String> fill(Arguments given) {
    if (!takesMore) {
      refuseMore(given);
    }
    List<String> filled = new ArrayList<>();
    boolean mayBeOption = false;
    for (Word word : words.subList(1, words.size())) {
      String text = word.fill(place -> text(place, given), mayBeOption);
      filled.add(text);
      mayBeOption |= !word.hasPlaces() && text.equals(END_OF_OPTIONS);
    }
    return filled;
  }

  private void refuseMore(Arguments given) {
    int byPlace =
        places.stream().filter(Template::isNumber).mapToInt(Integer::parseInt).max().orElse(-1) + 1;
    List<String> names = places.stream().filter(place -> !isNumber(place)).sorted().toList();
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

  private static boolean isNumber(String place) {
    return Character.isDigit(place.charAt(0));
  }

  private static String text(String place, Arguments given) {
    Object value;
    if (isNumber(place)) {
      int at = Integer.parseInt(place);
      value = at < given.positional().size() ? given.positional().get(at) : missing(place);
    } else {
      value = given.keyword().containsKey(place) ? given.keyword().get(place) : missing(place);
    }
    if (value == null || value instanceof List || value instanceof Map) {
      throw new WrongArguments(
          "argument %s must be text, a number, true or false, not %s"
              .formatted(
                  place, value == null ? "null" : value instanceof List ? "a list" : "an object"));
    }
    String text = value instanceof String string ? string : JavaValues.toJson(value).text();
    if (text.indexOf('\0') >= 0) {
      throw new WrongArguments("argument %s contains NUL".formatted(place));
    }
    return text;
  }

  private static Object missing(String place) {
    throw new WrongArguments("argument %s is missing".formatted(place));
  }
}
