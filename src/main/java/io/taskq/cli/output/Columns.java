package io.taskq.cli.output;

import java.util.ArrayList;
import java.util.List;

/** How much room text takes on a terminal: two columns for wide scripts. */
public final class Columns {

  private static final String MORE = "…";

  private Columns() {}

  /** How many columns the text takes. */
  public static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  private static int width(int c) {
    return isWide(c) ? 2 : 1;
  }

  /** The text in at most so many columns; what is cut off is shown as {@code …}. */
  public static String cut(String text, int most) {
    return width(text) <= most ? text : text.substring(0, fitting(text, 0, most - 1)) + MORE;
  }

  /** The text as lines of at most so many columns. */
  public static List<String> wrap(String text, int most) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    do {
      // One character a line at least, however narrow the screen is.
      int end = Math.max(fitting(text, from, most), Math.min(text.length(), from + 1));
      lines.add(text.substring(from, end));
      from = end;
    } while (from < text.length());
    return lines;
  }

  /** Where the text ends that fits into so many columns. */
  private static int fitting(String text, int from, int most) {
    int at = from;
    for (int used = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      used += width(c);
      if (used > most) {
        break;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115f)
        || (c >= 0x2e80 && c <= 0xa4cf)
        || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe6f)
        || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6)
        || (c >= 0x1f300 && c <= 0x1faff)
        || (c >= 0x20000 && c <= 0x3fffd);
  }
}
