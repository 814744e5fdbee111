package io.taskq.redis;

import io.taskq.error.TaskqException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a Redis is and how to log in. Its text form never shows the password.
 *
 * @param host name or address; empty for a socket file
 * @param port the port; 0 for a socket file
 * @param db number of the database
 * @param user name to log in with
 * @param password secret to log in with
 * @param tls whether the connection is encrypted
 * @param unverified whether the server's certificate may be anybody's
 * @param socket path of a socket file instead of host and port
 */
public record RedisUrl(
    String host,
    int port,
    int db,
    Optional<String> user,
    Optional<String> password,
    boolean tls,
    boolean unverified,
    Optional<Path> socket) {

  /** Reads {@code redis://}, {@code rediss://} and {@code unix://} addresses. */
  public static RedisUrl parse(String text) {
    return RedisUrlParser.parse(text);
  }

  /** The address for people: as it was given, the password hidden. */
  public String masked() {
    String login =
        password.isPresent() ? user.orElse("") + ":***@" : user.map(name -> name + "@").orElse("");
    return socket
        .map(path -> "unix://" + login + path + "?virtual_host=" + db)
        .orElseGet(() -> (tls ? "rediss://" : "redis://") + login + place() + "/" + db);
  }

  /** The server without database and login, as errors name it. */
  public String place() {
    return socket
        .map(Path::toString)
        .orElseGet(() -> (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port);
  }

  /** Whether both name the same server, so that one script can reach both databases. */
  public boolean sameServer(RedisUrl other) {
    return place().equalsIgnoreCase(other.place()) && tls == other.tls;
  }

  /** The same server, another database. */
  public RedisUrl withDb(int other) {
    return new RedisUrl(host, port, other, user, password, tls, unverified, socket);
  }

  @Override
  public String toString() {
    return masked();
  }

  static TaskqException.Invalid wrong(String why, String hint) {
    return new TaskqException.Invalid("wrong broker address", why, hint);
  }
}
