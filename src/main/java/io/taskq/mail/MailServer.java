package io.taskq.mail;

import java.time.Duration;
import java.util.Optional;

/**
 * A mail server, and how it is spoken to.
 *
 * @param login who we are there; empty where the server asks nobody
 * @param timeout how long one answer of the server may take
 */
public record MailServer(
    String host, int port, Security security, Optional<Login> login, Duration timeout) {

  /** How the connection is kept from others' eyes. */
  public enum Security {
    /** Not at all. */
    NONE(25),
    /** It begins in the open and must become TLS before anything is told. */
    STARTTLS(587),
    /** It is TLS from the first byte. */
    SSL(465);

    private final int usualPort;

    Security(int usualPort) {
      this.usualPort = usualPort;
    }

    public int usualPort() {
      return usualPort;
    }
  }

  /** A name and its password. */
  public record Login(String user, String password) {

    /** Without the password, which no log may hold. */
    @Override
    public String toString() {
      return user;
    }
  }

  /** How people write it. */
  public String address() {
    return host + ":" + port;
  }
}
