package io.taskq.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the lines of an answer that are not its body. */
final class Head {

  /** More than any server sends on purpose. */
  private static final int MOST = 65_536;

  private final InputStream in;
  private int left = MOST;

  Head(InputStream in) {
    this.in = in;
  }

  static EOFException endedEarly() {
    return new EOFException("the connection ended in the middle of the answer");
  }

  /** The next line without its end. */
  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int one = in.read(); one != '\n'; one = in.read()) {
      if (one < 0) {
        throw endedEarly();
      }
      if (left-- == 0) {
        throw new WrongAnswer("its headers are longer than %,d bytes".formatted(MOST));
      }
      line.write(one);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** The fields up to the empty line, by their names in small letters. */
  Map<String, List<String>> fields() throws IOException {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      // A line that begins with a blank is no field, nor does it go on with one nowadays.
      if (colon <= 0 || Character.isWhitespace(line.charAt(0))) {
        throw new WrongAnswer("a header has no name");
      }
      fields
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    return fields;
  }
}
