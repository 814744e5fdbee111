package io.taskq.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an HTTP task sends its request.
 *
 * @param host never chosen by a message
 * @param target path and query, with places
 */
public record HttpUrl(HttpHost host, PlaceText target) {

  private static final Pattern START =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#\\\\]*)(.*)", Pattern.DOTALL);
  private static final Pattern BESIDE_ASCII = Pattern.compile("[^\\x00-\\x7f]+");
  private static final Pattern PATH =
      Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9a-fA-F]{2})*");
  private static final Pattern QUERY =
      Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/?\\[\\]-]|%[0-9a-fA-F]{2})*");

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException when it is none, or a message could choose the host
   */
  static HttpUrl read(PlaceText text) {
    String first = text.pieces().isEmpty() ? "" : text.pieces().getFirst().text();
    Matcher matcher = START.matcher(first);
    if (text.pieces().isEmpty() || text.pieces().getFirst().isPlace() || !matcher.matches()) {
      throw new IllegalArgumentException(
          "the url must begin with http:// or https:// and a host, without a place before its"
              + " path");
    }
    String rest = matcher.group(3);
    // What braces stand for is a piece of its own: only a literal / or ? ends the host for certain.
    if (rest.isEmpty() && text.pieces().size() > 1) {
      throw new IllegalArgumentException(
          "a message would choose the host: end it with / before a place");
    }
    List<PlaceText.Piece> pieces = new ArrayList<>();
    pieces.add(new PlaceText.Piece(false, rest.startsWith("/") ? rest : "/" + rest));
    pieces.addAll(text.pieces().subList(1, text.pieces().size()));
    HttpHost host = HttpHost.read(matcher.group(1), matcher.group(2));
    return new HttpUrl(host, target(pieces));
  }

  private static PlaceText target(List<PlaceText.Piece> pieces) {
    List<PlaceText.Piece> written = new ArrayList<>();
    boolean inQuery = false;
    for (PlaceText.Piece piece : pieces) {
      if (piece.isPlace()) {
        written.add(piece);
        continue;
      }
      String text = BESIDE_ASCII.matcher(piece.text()).replaceAll(found -> encode(found.group()));
      int query = inQuery ? 0 : text.indexOf('?');
      int end = query < 0 ? text.length() : query;
      if (!PATH.matcher(text.substring(0, end)).matches()
          || !QUERY.matcher(text.substring(end)).matches()) {
        throw new IllegalArgumentException(
            "the url holds what no url may, such as a blank, a # or a lone %: write it as %23");
      }
      inQuery |= query >= 0;
      written.add(new PlaceText.Piece(false, text));
    }
    return new PlaceText(List.copyOf(written));
  }

  /** The text as a part of a path or of a query: nothing in it has a meaning there. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
