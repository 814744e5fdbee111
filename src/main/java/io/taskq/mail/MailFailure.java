package io.taskq.mail;

/** A mail was not taken. */
public final class MailFailure extends Exception {

  private final boolean isFinal;

  private MailFailure(String message, boolean isFinal, Throwable cause) {
    super(message, cause);
    this.isFinal = isFinal;
  }

  /** The same mail may be taken later: the server is away, or busy. */
  static MailFailure forNow(String message, Throwable cause) {
    return new MailFailure(message, false, cause);
  }

  /** The same mail will be refused each time. */
  static MailFailure forGood(String message, Throwable cause) {
    return new MailFailure(message, true, cause);
  }

  /** Whether to try again is useless. */
  public boolean isFinal() {
    return isFinal;
  }
}
