package io.taskq.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** A connection to a mail server, over which mails go one after the other. */
final class SmtpLine extends SMTPTransport {

  private boolean mayBeTaken;

  SmtpLine(Session session) {
    super(session, null);
  }

  /** The next mail begins. */
  void begin() {
    mayBeTaken = false;
  }

  /**
   * Whether the mail's last line was sent, or may have been. From there on only the server knows
   * whether it took the mail; before that it has not.
   */
  boolean mayBeTaken() {
    return mayBeTaken;
  }

  @Override
  protected void finishData() throws IOException, MessagingException {
    mayBeTaken = true;
    super.finishData();
  }

  /** The server has taken the mail or has not: how it says goodbye changes nothing. */
  void hangUp() {
    try {
      close();
    } catch (MessagingException e) {
      // A failure here must not make a sent mail an unsent one, which would be sent again.
    }
  }
}
