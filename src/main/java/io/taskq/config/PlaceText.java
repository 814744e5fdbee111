package io.taskq.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text with places for the arguments of a message.
 *
 * @param pieces in their order
 */
public record PlaceText(List<Piece> pieces) {

  /**
   * A part of it.
   *
   * @param text what stands there, or the number or name of the argument that goes there
   */
  public record Piece(boolean isPlace, String text) {}

  private static final Pattern PIECE =
      Pattern.compile("\\{\\{|}}|\\{(\\d{1,4}|[A-Za-z_][A-Za-z0-9_]*)}|[^{}]+|[{}]");

  /**
   * Reads it: a number or a name in braces is a place, a brace twice is a brace.
   *
   * @throws IllegalArgumentException when a brace stands alone
   */
  public static PlaceText read(String text) {
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
    return new PlaceText(List.copyOf(pieces));
  }

  public boolean hasPlaces() {
    return pieces.stream().anyMatch(Piece::isPlace);
  }

  /** The numbers and names of its places. */
  public Stream<String> places() {
    return pieces.stream().filter(Piece::isPlace).map(Piece::text);
  }

  /** The text between its places, as one. */
  String literal() {
    return pieces.stream()
        .filter(piece -> !piece.isPlace())
        .map(Piece::text)
        .collect(Collectors.joining());
  }

  /** The text with that in its places. */
  public String fill(UnaryOperator<String> argument) {
    return pieces.stream()
        .map(piece -> piece.isPlace() ? argument.apply(piece.text()) : piece.text())
        .collect(Collectors.joining());
  }
}
