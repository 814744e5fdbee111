package io.taskq.mail;

/** Takes mails to where they go. Thread-safe. */
public sealed interface Mailer permits Outbox, Smtp {

  /**
   * Sends the mail to all of its recipients but those who are refused for good. As long as one may
   * be taken later nobody gets it: trying again would send it to the others twice.
   *
   * @param id the same for each try of one mail, so that a reader who gets it twice can tell
   */
  Sent send(Mail mail, String id) throws MailFailure;
}
