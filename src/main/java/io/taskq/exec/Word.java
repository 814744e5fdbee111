package io.taskq.exec;

import io.taskq.task.WrongArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One word of a program's command line: text, and places for arguments.
 *
 * @param pieces in their order
 */
record Word(List<Piece> pieces) {

  /**
   * A part of a word.
   *
   * @param text what stands there, or the number or name of the argument that goes there
   */
  record Piece(boolean isPlace, String text) {}

  private static final Pattern PIECE =
      Pattern.compile("\\{\\{|}}|\\{(\\d{1,4}|[A-Za-z_][A-Za-z0-9_]*)}|[^{}]+|[{}]");

  /**
   * Reads it: a number or a name in braces is a place, a brace twice is a brace.
   *
   * @throws IllegalArgumentException when a brace stands alone
   */
  static Word read(String text) {
    List<Piece> pieces = new ArrayList<>();
    Matcher matcher = PIECE.matcher(text);
    while (matcher.find()) {
      String piece = matcher.group();
      if (matcher.group(1) != null) {
        pieces.add(new Piece(true, matcher.group(1)));
      } else if (piece.equals("{") || piece.equals("}")) {
        throw new IllegalArgumentException("\"%s\" has a %s alone".formatted(text, piece));
      } else {
        pieces.add(new Piece(false, piece.equals("{{") ? "{" : piece.equals("}}") ? "}" : piece));
      }
    }
    return new Word(List.copyOf(pieces));
  }

  boolean hasPlaces() {
    return pieces.stream().anyMatch(Piece::isPlace);
  }

  /**
   * The word with the arguments in their places.
   *
   * @param mayBeOption whether an argument may make it one that begins with a dash: a file name
   *     such as {@code --output=/etc/x} would else be an order to the program
   */
  String fill(Function<String, String> argument, boolean mayBeOption) {
    StringBuilder filled = new StringBuilder();
    for (Piece piece : pieces) {
      String text = piece.isPlace() ? argument.apply(piece.text()) : piece.text();
      if (filled.isEmpty() && piece.isPlace() && text.startsWith("-") && !mayBeOption) {
        // Without the value, which may be one that is never shown.
        throw new WrongArguments(
            "argument %s begins with a dash, and the program could take it for an option. To let"
                    .formatted(piece.text())
                + " it through, write \"--\" before {%s} in taskq.yml, if the program knows that"
                    .formatted(piece.text()));
      }
      filled.append(text);
    }
    return filled.toString();
  }
}
