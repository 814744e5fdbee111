package io.taskq.json;

/**
 * Writes a value as text. Everything beyond ASCII is escaped, so that the text survives any
 * terminal, log and client encoding.
 */
final class JsonWriter {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out = new StringBuilder();

  private JsonWriter() {}

  static String write(Json value) {
    JsonWriter writer = new JsonWriter();
    writer.value(value);
    return writer.out.toString();
  }

  private void value(Json value) {
    // Not a switch over types: the first of those costs a short command ten milliseconds.
    if (value instanceof JsonString text) {
      string(text.value());
    } else if (value instanceof JsonObject object) {
      object(object);
    } else if (value instanceof JsonArray array) {
      array(array);
    } else if (value instanceof JsonNumber number) {
      out.append(number.literal());
    } else if (value instanceof Json.Bool bool) {
      out.append(bool.value());
    } else {
      out.append("null");
    }
  }

  private void object(JsonObject object) {
    out.append('{');
    object.members().forEach(this::member);
    out.append('}');
  }

  private void member(String name, Json value) {
    // Only the first one stands right behind the brace: no value ends with one that opens.
    if (out.charAt(out.length() - 1) != '{') {
      out.append(", ");
    }
    string(name);
    out.append(": ");
    value(value);
  }

  private void array(JsonArray array) {
    out.append('[');
    String between = "";
    for (Json item : array.items()) {
      out.append(between);
      value(item);
      between = ", ";
    }
    out.append(']');
  }

  private void string(String text) {
    out.append('"');
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\') {
        // What needs no care is most of it, and goes in one piece.
        out.append(text, written, i);
        special(c);
        written = i + 1;
      }
    }
    out.append(text, written, text.length()).append('"');
  }

  private void special(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> escaped(c);
    }
  }

  private void escaped(char c) {
    out.append("\\u")
        .append(HEX[c >> 12])
        .append(HEX[(c >> 8) & 0xf])
        .append(HEX[(c >> 4) & 0xf])
        .append(HEX[c & 0xf]);
  }
}
