package io.taskq.text;

/**
 * Makes text from outside safe to show: control characters, escape sequences and characters that
 * turn or hide text are written as {@code \xNN} or {@code \\uNNNN}.
 */
public final class Visible {

  private Visible() {}

  /** The text as one line; line breaks are escaped too. */
  public static String of(String text) {
    return escaped(text, false);
  }

  /** The text with its own line breaks and tabs. */
  public static String lines(String text) {
    return escaped(text, true);
  }

  /** One line of at most that many characters; what is cut off is shown as {@code …}. */
  public static String cut(String text, int most) {
    // Escapes only lengthen a text, so what lies far beyond the end need not be looked at.
    String visible = of(text.length() > most * 2 ? text.substring(0, most * 2) : text);
    if (visible.length() <= most) {
      return visible;
    }
    int end = Character.isHighSurrogate(visible.charAt(most - 2)) ? most - 2 : most - 1;
    return visible.substring(0, end) + "…";
  }

  private static String escaped(String text, boolean keepBreaks) {
    int clean = 0;
    while (clean < text.length() && isHarmless(text.charAt(clean), keepBreaks)) {
      clean++;
    }
    if (clean == text.length()) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, clean);
    for (int i = clean; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isHarmless(c, keepBreaks) || isPaired(text, i)) {
        shown.append(c);
      } else {
        shown.append(c < 0x100 ? "\\x%02x".formatted((int) c) : "\\u%04x".formatted((int) c));
      }
    }
    return shown.toString();
  }

  private static boolean isHarmless(char c, boolean keepBreaks) {
    if (c < 0x7f) {
      return c >= 0x20 || (keepBreaks && (c == '\n' || c == '\t'));
    }
    if (c < 0xa0) {
      return false;
    }
    return switch (Character.getType(c)) {
      // Bidi marks and zero-width characters are formats; the separators break lines.
      case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      case Character.SURROGATE -> false;
      default -> true;
    };
  }

  /** Whether the character at this place may be shown as it is. */
  public static boolean isShown(CharSequence text, int at) {
    return isHarmless(text.charAt(at), false) || isPaired(text, at);
  }

  private static boolean isPaired(CharSequence text, int at) {
    char c = text.charAt(at);
    boolean withNext = at + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(at + 1));
    boolean withLast = at > 0 && Character.isSurrogatePair(text.charAt(at - 1), c);
    if (!withNext && !withLast) {
      return false;
    }
    int whole = Character.codePointAt(text, withNext ? at : at - 1);
    return Character.getType(whole) != Character.FORMAT;
  }
}
