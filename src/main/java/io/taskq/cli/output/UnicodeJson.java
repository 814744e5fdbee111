package io.taskq.cli.output;

import io.taskq.json.Json;
import io.taskq.text.Visible;

/** JSON for people: letters of every script stand as they are, all else stays escaped. */
public final class UnicodeJson {

  private static final int HEX = 16;
  private static final int DIGITS = 4;

  private UnicodeJson() {}

  /** The value as one line of JSON. */
  public static String text(Json value) {
    String ascii = value.text();
    if (ascii.indexOf("\\u") < 0) {
      return ascii;
    }
    StringBuilder text = new StringBuilder(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      char c = ascii.charAt(i);
      if (c != '\\') {
        text.append(c);
      } else if (ascii.charAt(i + 1) == 'u') {
        text.append((char) Integer.parseInt(ascii, i + 2, i + 2 + DIGITS, HEX));
        i += 1 + DIGITS;
      } else {
        text.append(c).append(ascii.charAt(++i));
      }
    }
    return escaped(text);
  }

  /** JSON again: what a terminal must not see, and half a pair, is written with four digits. */
  private static String escaped(CharSequence text) {
    StringBuilder json = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Visible.isShown(text, i)) {
        json.append(c);
      } else {
        json.append("\\u%04x".formatted((int) c));
      }
    }
    return json.toString();
  }
}
