package io.taskq.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Reads an address. Its errors never repeat the text, which may hold a password. */
final class RedisUrlParser {

  private static final String FORM = "Write redis://[user:password@]host[:port][/db].";

  private RedisUrlParser() {}

  static RedisUrl parse(String text) {
    // An address without anything after the scheme is one java.net.URI refuses.
    URI uri = uri(text.strip().replaceFirst("^(rediss?://)$", "$1/"));
    String scheme = uri.getScheme() == null ? "" : uri.getScheme();
    return switch (scheme) {
      case "redis" -> server(uri, false);
      case "rediss" -> server(uri, true);
      case "unix", "redis+socket" -> socket(uri);
      case "redis-sentinel", "sentinel", "redis-cluster" ->
          throw RedisUrl.wrong(scheme + ":// is not supported yet", "Name one server: " + FORM);
      case "" -> throw RedisUrl.wrong("it has no scheme", FORM);
      default -> throw RedisUrl.wrong("the scheme '" + scheme + "' is not known", FORM);
    };
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw RedisUrl.wrong(
          "it cannot be read (" + e.getReason().toLowerCase(java.util.Locale.ROOT) + ")",
          "Write special characters of a password as %XX.");
    }
  }

  private static RedisUrl server(URI uri, boolean tls) {
    // The authority is taken apart here: java.net.URI gives up on host names with an underscore.
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    int at = authority.lastIndexOf('@');
    String login = at < 0 ? "" : authority.substring(0, at);
    String place = authority.substring(at + 1);
    int colon = place.lastIndexOf(':');
    boolean hasPort = colon > place.lastIndexOf(']');
    String host = strip(hasPort ? place.substring(0, colon) : place);
    int port = hasPort ? number(place.substring(colon + 1), "port", 1, 65535) : 6379;
    return new RedisUrl(
        host.isEmpty() ? "127.0.0.1" : host,
        port,
        db(uri.getRawPath()),
        user(login),
        password(login),
        tls,
        isUnverified(uri, tls),
        Optional.empty());
  }

  /**
   * Reads the options behind the question mark: what is not known there is refused, not dropped.
   */
  private static boolean isUnverified(URI uri, boolean tls) {
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    boolean unverified = false;
    for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      String name = pair.substring(0, Math.max(0, pair.indexOf('=')));
      if (!name.equals("ssl_cert_reqs")) {
        throw RedisUrl.wrong(
            "the option '" + name + "' is not known",
            "Leave it away; certificates to trust are given to Java, see the README.");
      }
      if (!tls) {
        throw RedisUrl.wrong(
            "ssl_cert_reqs is given, but the scheme is redis://", "Write rediss://.");
      }
      unverified =
          switch (pair.substring(name.length() + 1).toLowerCase(Locale.ROOT)) {
            case "none", "cert_none" -> true;
            case "required", "cert_required" -> false;
            default -> throw RedisUrl.wrong("ssl_cert_reqs is neither required nor none", FORM);
          };
    }
    return unverified;
  }

  private static RedisUrl socket(URI uri) {
    String login = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    String db = "";
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith("virtual_host=") || pair.startsWith("db=")) {
        db = pair.substring(pair.indexOf('=') + 1);
      }
    }
    if (uri.getPath() == null || uri.getPath().length() < 2) {
      throw RedisUrl.wrong("it names no socket file", "Write unix:///path/to/redis.sock.");
    }
    return new RedisUrl(
        "",
        0,
        db(db),
        user(login),
        password(login),
        false,
        false,
        Optional.of(Path.of(uri.getPath())));
  }

  private static int db(String path) {
    String text = path == null ? "" : path.replaceFirst("^/", "").replaceFirst("/$", "");
    return text.isEmpty() ? 0 : number(text, "database", 0, 65535);
  }

  private static int number(String text, String what, int min, int max) {
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers out of range.
    }
    throw RedisUrl.wrong("its " + what + " is not a number from " + min + " to " + max, FORM);
  }

  private static Optional<String> user(String login) {
    int colon = login.indexOf(':');
    return plain(colon < 0 ? login : login.substring(0, colon));
  }

  private static Optional<String> password(String login) {
    int colon = login.indexOf(':');
    return colon < 0 ? Optional.empty() : plain(login.substring(colon + 1));
  }

  private static Optional<String> plain(String escaped) {
    return escaped.isEmpty()
        ? Optional.empty()
        : Optional.of(URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  private static String strip(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
