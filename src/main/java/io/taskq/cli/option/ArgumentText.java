package io.taskq.cli.option;

import io.taskq.cli.output.UnicodeJson;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonException;
import io.taskq.json.JsonNumber;
import io.taskq.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Decides what {@code --arg} means: a number, true, false, null, an array or an object when the
 * text reads as that JSON and prints back the same; else it is a string. So {@code 007} and {@code
 * 1.10}, which are rather codes and versions, stay what they are.
 */
final class ArgumentText {

  /** No whole number of so few digits needs a second look. */
  private static final int MOST_DIGITS = 18;

  /** Beyond 1 with so many zeros, Python and Java print a number with an exponent. */
  private static final int LARGEST_PLAIN = 16;

  private ArgumentText() {}

  static Json read(String text) {
    if (!mayBeJson(text)) {
      return Json.of(text);
    }
    if (isSmallNumber(text)) {
      return new JsonNumber(text);
    }
    try {
      Json value = Json.parse(text);
      return isTyped(value) && printsBack(value, text) ? value : Json.of(text);
    } catch (JsonException notJson) {
      return Json.of(text);
    }
  }

  /** Most arguments are words; those need not start the JSON library. */
  private static boolean mayBeJson(String text) {
    if (text.isEmpty()) {
      return false;
    }
    char first = text.charAt(0);
    return first == '{'
        || first == '['
        || first == '-'
        || (first >= '0' && first <= '9')
        || text.equals("true")
        || text.equals("false")
        || text.equals("null");
  }

  /** The usual number, told without the JSON library: starting that takes ten milliseconds. */
  private static boolean isSmallNumber(String text) {
    int first = text.charAt(0) == '-' ? 1 : 0;
    int digits = text.length() - first;
    if (digits == 0 || digits > MOST_DIGITS) {
      return false;
    }
    for (int i = first; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.charAt(first) != '0' || text.equals("0");
  }

  /** Quotes are part of a text: only {@code --args} takes JSON strings. */
  private static boolean isTyped(Json value) {
    return value.asText().isEmpty();
  }

  private static boolean printsBack(Json value, String text) {
    if (!hasPlainNumbers(value)) {
      return false;
    }
    String given = withoutBlanks(text);
    return given.equals(withoutBlanks(value.text()))
        || given.equals(withoutBlanks(UnicodeJson.text(value)));
  }

  private static boolean hasPlainNumbers(Json value) {
    // Not a switch over types: the first of those costs a short command ten milliseconds.
    if (value instanceof JsonNumber number) {
      return isPlain(number);
    }
    if (value instanceof JsonArray array) {
      return array.items().stream().allMatch(ArgumentText::hasPlainNumbers);
    }
    return !(value instanceof JsonObject object)
        || object.members().values().stream().allMatch(ArgumentText::hasPlainNumbers);
  }

  private static boolean isPlain(JsonNumber number) {
    String literal = number.literal();
    if (number.isWhole()) {
      return new BigInteger(literal).toString().equals(literal);
    }
    Optional<BigDecimal> exact = number.decimalValue();
    if (exact.isEmpty()
        || exact.get().abs().compareTo(BigDecimal.ONE.scaleByPowerOfTen(LARGEST_PLAIN)) >= 0) {
      return false;
    }
    String printed = new BigDecimal(Double.toString(number.doubleValue())).toPlainString();
    return printed.equals(literal);
  }

  /** The JSON without the blanks between its parts. */
  private static String withoutBlanks(String json) {
    StringBuilder dense = new StringBuilder(json.length());
    boolean inText = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (inText && c == '\\' && i + 1 < json.length()) {
        dense.append(c).append(json.charAt(++i));
        continue;
      }
      inText ^= c == '"';
      if (inText || !Character.isWhitespace(c)) {
        dense.append(c);
      }
    }
    return dense.toString();
  }
}
