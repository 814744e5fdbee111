package io.taskq.mail;

/** What a header can carry: one line, and nothing that ends it for one program or another. */
final class HeaderText {

  private static final String BREAKS = "\r\n\u000b\f\u0085\u2028\u2029";

  private HeaderText() {}

  /** A line break in a header would let its value add headers and recipients of its own. */
  static void requireOneLine(String header, String value) {
    if (value.chars().anyMatch(c -> BREAKS.indexOf(c) >= 0)) {
      throw new IllegalArgumentException("mail header '" + header + "' contains a line break");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "mail header '" + header + "' contains a control character");
    }
  }
}
