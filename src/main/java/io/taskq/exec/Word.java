package io.taskq.exec;

import io.taskq.config.PlaceText;
import io.taskq.task.WrongArguments;
import java.util.function.UnaryOperator;

/** One word of a program's command line. */
record Word(PlaceText text) {

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException when a brace stands alone
   */
  static Word read(String text) {
    return new Word(PlaceText.read(text));
  }

  boolean hasPlaces() {
    return text.hasPlaces();
  }

  /**
   * The word with the arguments in their places.
   *
   * @param mayBeOption whether an argument may make it one that begins with a dash: a file name
   *     such as {@code --output=/etc/x} would else be an order to the program
   */
  String fill(UnaryOperator<String> argument, boolean mayBeOption) {
    StringBuilder filled = new StringBuilder();
    for (PlaceText.Piece piece : text.pieces()) {
      String part = piece.isPlace() ? argument.apply(piece.text()) : piece.text();
      if (filled.isEmpty() && piece.isPlace() && part.startsWith("-") && !mayBeOption) {
        // Without the value, which may be one that is never shown.
        throw new WrongArguments(
            "argument %s begins with a dash, and the program could take it for an option. To let"
                    .formatted(piece.text())
                + " it through, write \"--\" before {%s} in taskq.yml, if the program knows that"
                    .formatted(piece.text()));
      }
      filled.append(part);
    }
    return filled.toString();
  }
}
