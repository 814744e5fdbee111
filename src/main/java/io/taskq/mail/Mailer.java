package io.taskq.mail;

/** Takes mails to where they go. Thread-safe. */
public sealed interface Mailer permits Outbox, Smtp {

  /**
   * Sends the mail, to all of its recipients or to none.
   *
   * @param id the same for each try of one mail, so that a reader who gets it twice can tell
   * @return where it went, for people
   */
  String send(Mail mail, String id) throws MailFailure;
}
