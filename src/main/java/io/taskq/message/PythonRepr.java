package io.taskq.message;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNumber;
import io.taskq.json.JsonObject;
import io.taskq.json.JsonString;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Values as Python would print them, cut when they get long. This is what Celery puts into argsrepr
 * and kwargsrepr, and what its tools show.
 */
public final class PythonRepr {

  private static final int LONGEST = 1024;
  private static final String HIDDEN = "'***'";
  private static final String CUT = "...";

  private final StringBuilder out = new StringBuilder();
  private final Set<String> hidden;
  private final int longest;

  private PythonRepr(Set<String> hidden, int longest) {
    this.hidden = hidden;
    this.longest = longest;
  }

  /** Positional arguments as a Python tuple. */
  public static String ofArgs(JsonArray args) {
    return ofArgs(args, Set.of());
  }

  /** Positional arguments as a tuple; members of objects with a hidden name are shown as stars. */
  public static String ofArgs(JsonArray args, Set<String> hidden) {
    PythonRepr repr = new PythonRepr(hidden, LONGEST);
    repr.items(args, "(", args.size() == 1 ? ",)" : ")");
    return repr.out.toString();
  }

  /** One value. */
  public static String of(Json value) {
    return of(value, Set.of());
  }

  /** One value; members of objects with a hidden name are shown as stars, at any depth. */
  public static String of(Json value, Set<String> hidden) {
    PythonRepr repr = new PythonRepr(hidden, LONGEST);
    repr.value(value);
    return repr.out.toString();
  }

  static String of(Json value, int longest) {
    PythonRepr repr = new PythonRepr(Set.of(), longest);
    repr.value(value);
    return repr.out.toString();
  }

  private void value(Json value) {
    // Not a switch over types: the first of those costs a short command ten milliseconds.
    if (value instanceof JsonString text) {
      text(text.value());
    } else if (value instanceof JsonObject object) {
      members(object);
    } else if (value instanceof JsonArray array) {
      items(array, "[", "]");
    } else if (value instanceof JsonNumber number) {
      out.append(number(number.literal()));
    } else if (value instanceof Json.Bool bool) {
      out.append(bool.value() ? "True" : "False");
    } else {
      out.append("None");
    }
  }

  private void items(JsonArray array, String open, String close) {
    out.append(open);
    Iterator<Json> items = array.iterator();
    while (items.hasNext() && !isFull()) {
      value(items.next());
      between(items);
    }
    out.append(close);
  }

  private void members(JsonObject object) {
    out.append('{');
    Iterator<Map.Entry<String, Json>> members = object.members().entrySet().iterator();
    while (members.hasNext() && !isFull()) {
      Map.Entry<String, Json> member = members.next();
      text(member.getKey());
      out.append(": ");
      if (hidden.contains(member.getKey())) {
        out.append(HIDDEN);
      } else {
        value(member.getValue());
      }
      between(members);
    }
    out.append('}');
  }

  private void between(Iterator<?> rest) {
    if (rest.hasNext()) {
      out.append(isFull() ? ", " + CUT : ", ");
    }
  }

  private boolean isFull() {
    return out.length() >= longest;
  }

  private void text(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.append(quote);
    int at = 0;
    while (at < text.length() && !isFull()) {
      int c = text.codePointAt(at);
      character(c, quote);
      at += Character.charCount(c);
    }
    if (at < text.length()) {
      out.append(CUT);
    }
    out.append(quote);
  }

  private void character(int c, char quote) {
    switch (c) {
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c == quote) {
          out.append('\\').append(quote);
        } else if (isPrintable(c)) {
          out.appendCodePoint(c);
        } else {
          escaped(c);
        }
      }
    }
  }

  private void escaped(int c) {
    int digits = c <= 0xff ? 2 : c <= 0xffff ? 4 : 8;
    out.append(c <= 0xff ? "\\x" : c <= 0xffff ? "\\u" : "\\U");
    String hex = Integer.toHexString(c);
    out.repeat("0", digits - hex.length()).append(hex);
  }

  private static boolean isPrintable(int c) {
    if (c < 0x7f) {
      return c >= ' ';
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String number(String literal) {
    return switch (literal) {
      case "NaN", "-NaN", "+NaN" -> "nan";
      case "Infinity", "+Infinity", "INF", "+INF" -> "inf";
      case "-Infinity", "-INF" -> "-inf";
      default -> literal;
    };
  }
}
