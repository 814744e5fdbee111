package io.taskq.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts the pieces in which requests come in together again. A script is longer than its sender's
 * buffer: whether it came in one piece or in two was a matter of who was faster.
 */
final class Requests {

  private static final int LINE_END = 2;

  private String kept = "";

  /** The requests that are whole now, each with all its bytes. */
  List<String> whole(byte[] piece, int length) {
    kept += new String(piece, 0, length, ISO_8859_1);
    List<String> whole = new ArrayList<>();
    for (int end = end(kept); end > 0; end = end(kept)) {
      whole.add(kept.substring(0, end));
      kept = kept.substring(end);
    }
    return whole;
  }

  /** Where the first request ends; 0 when more has to come. */
  private static int end(String text) {
    int at = lineEnd(text, 0);
    if (at == 0 || text.charAt(0) != '*') {
      return at;
    }
    int parts = Integer.parseInt(text.substring(1, at - LINE_END));
    for (int i = 0; i < parts; i++) {
      int next = lineEnd(text, at);
      if (next == 0) {
        return 0;
      }
      at = next + Integer.parseInt(text.substring(at + 1, next - LINE_END)) + LINE_END;
    }
    return at <= text.length() ? at : 0;
  }

  private static int lineEnd(String text, int from) {
    int found = from <= text.length() ? text.indexOf("\r\n", from) : -1;
    return found < 0 ? 0 : found + LINE_END;
  }
}
