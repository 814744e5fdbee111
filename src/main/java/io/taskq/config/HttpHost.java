package io.taskq.config;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who answers an HTTP request.
 *
 * @param encrypted whether it is {@code https}
 * @param name in small ASCII letters, or an address; one of IPv6 without its brackets
 */
public record HttpHost(boolean encrypted, String name, int port) {

  private static final int PLAIN_PORT = 80;
  private static final int TLS_PORT = 443;
  private static final int LAST_PORT = 65_535;
  private static final int LONGEST_NAME = 253;
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[^\\[\\]]*]|[^:\\[\\]]*)(?::(\\d{1,5}))?");
  private static final Pattern NAME =
      Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*(?:[a-z0-9-]{1,63})");
  private static final Pattern NUMBER = Pattern.compile("(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)");

  /**
   * Reads it.
   *
   * @param scheme {@code http} or {@code https}
   * @param authority what follows {@code ://}
   * @throws IllegalArgumentException when nobody can be meant by it, or it holds a password
   */
  public static HttpHost read(String scheme, String authority) {
    boolean encrypted = scheme.equalsIgnoreCase("https");
    if (!encrypted && !scheme.equalsIgnoreCase("http")) {
      throw new IllegalArgumentException("%s: is neither http: nor https:".formatted(scheme));
    }
    if (authority.contains("@")) {
      throw new IllegalArgumentException(
          "a name and password in a url are seen by everybody: write a header Authorization");
    }
    Matcher matcher = AUTHORITY.matcher(authority);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("\"%s\" is no host".formatted(authority));
    }
    int usual = encrypted ? TLS_PORT : PLAIN_PORT;
    int port = Optional.ofNullable(matcher.group(2)).map(Integer::parseInt).orElse(usual);
    if (port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException("there is no port " + port);
    }
    return new HttpHost(encrypted, host(matcher.group(1)), port);
  }

  private static String host(String text) {
    if (text.startsWith("[")) {
      String inside = text.substring(1, text.length() - 1);
      if (!inside.contains(":") || Network.address(inside).isEmpty()) {
        throw new IllegalArgumentException("%s is no address".formatted(text));
      }
      return inside;
    }
    return name(text);
  }

  /**
   * The host's name as it is asked for.
   *
   * @throws IllegalArgumentException when it can be none
   */
  static String name(String text) {
    String name;
    try {
      name = IDN.toASCII(text).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("\"%s\" is no host".formatted(text), e);
    }
    if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("\"%s\" is no host".formatted(text));
    }
    if (NUMBER.matcher(name).matches() && Network.address(name).isEmpty()) {
      throw new IllegalArgumentException(
          "\"%s\" is an odd spelling of an address: write four numbers".formatted(text));
    }
    return name;
  }

  /** As the header {@code Host} has it. */
  public String authority() {
    String shown = name.contains(":") ? "[" + name + "]" : name;
    return port == (encrypted ? TLS_PORT : PLAIN_PORT) ? shown : shown + ":" + port;
  }

  /** With its scheme. The rest of a URL may hold a secret, and is shown nowhere. */
  @Override
  public String toString() {
    return (encrypted ? "https://" : "http://") + authority();
  }
}
