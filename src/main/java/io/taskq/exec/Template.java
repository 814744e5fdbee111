package io.taskq.exec;

import io.taskq.error.TaskqException;
import io.taskq.task.Arguments;
import io.taskq.task.Places;
import io.taskq.task.WrongArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The command line of a program, with places for the arguments of a message. */
final class Template {

  private static final String END_OF_OPTIONS = "--";

  private final List<Word> words;
  private final Places places;
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
        new Places(
            words.stream().flatMap(word -> word.text().places()).collect(Collectors.toSet()));
    this.takesMore = takesMore;
  }

  private static TaskqException wrong(String task, String why, String hint) {
    return new TaskqException.Invalid(
        "cannot use \"exec\" of the task \"%s\"".formatted(task), why, hint);
  }

  /** The arguments it has places for. */
  List<String> parameters() {
    return places.described();
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
      places.refuseMore(given);
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

  private static String text(String place, Arguments given) {
    String text = Places.text(place, given);
    if (text.indexOf('\0') >= 0) {
      throw new WrongArguments("argument %s contains NUL".formatted(place));
    }
    return text;
  }
}
