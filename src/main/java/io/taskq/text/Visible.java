package io.taskq.text;

/** Escapes what a terminal or a log would obey instead of show. */
public final class Visible {

  private Visible() {}

  /** The text on one line: control, escape, direction and zero-width characters become escapes. */
  public static String of(String text) {
    int at = 0;
    while (at < text.length() && isPlain(text.charAt(at))) {
      at++;
    }
    return at == text.length() ? text : escapedFrom(text, at);
  }

  /** The same, and no longer than that many characters; what is cut off is shown as {@code …}. */
  public static String cut(String text, int most) {
    String visible = of(text.length() > most * 2 ? text.substring(0, most * 2) : text);
    if (visible.length() <= most) {
      return visible;
    }
    int end = Character.isHighSurrogate(visible.charAt(most - 2)) ? most - 2 : most - 1;
    return visible.substring(0, end) + "…";
  }

  private static String escapedFrom(String text, int start) {
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, start);
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlain(c)) {
        out.append(c);
      } else {
        append(out, c);
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, char c) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append(c < 0x100 ? "\\x%02x".formatted((int) c) : "\\u%04x".formatted((int) c));
    }
  }

  private static boolean isPlain(char c) {
    if (c < 0x7f) {
      return c >= 0x20;
    }
    boolean control = c <= 0x9f;
    boolean invisible =
        (c >= 0x200b && c <= 0x200f)
            || (c >= 0x2028 && c <= 0x202e)
            || (c >= 0x2060 && c <= 0x206f)
            || c == 0x061c
            || c == 0xfeff;
    return !control && !invisible;
  }
}
