package io.taskq.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.regex.Pattern;

/** A mail in the form that travels: headers and a MIME body. */
final class Letter extends MimeMessage {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  private final String id;

  private Letter(Session session, String id) {
    super(session);
    this.id = id;
  }

  /** The mail as it leaves at that moment. */
  static Letter of(Mail mail, String id, Session session, Instant now) throws MailFailure {
    Letter letter = new Letter(session, id);
    try {
      letter.setFrom(Addresses.read("from", mail.from()));
      letter.setRecipients(Message.RecipientType.TO, Addresses.readAll("to", mail.to()));
      letter.setRecipients(Message.RecipientType.CC, Addresses.readAll("cc", mail.cc()));
      letter.setRecipients(Message.RecipientType.BCC, Addresses.readAll("bcc", mail.bcc()));
      letter.setReplyTo(Addresses.readAll("reply_to", mail.replyTo().stream().toList()));
      letter.setSubject(mail.subject(), UTF_8);
      Body.write(mail, letter);
      letter.setSentDate(Date.from(now));
      letter.saveChanges();
      return letter;
    } catch (MessagingException e) {
      throw MailFailure.forGood("the mail cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * The same for each try, so that readers and servers can drop a mail that came twice. An id that
   * a person chose may be chosen again for another mail, which nobody must drop.
   */
  @Override
  protected void updateMessageID() throws MessagingException {
    super.updateMessageID();
    if (UUID.matcher(id).matches()) {
      String from = ((InternetAddress) getFrom()[0]).getAddress();
      setHeader("Message-ID", "<" + id + from.substring(from.lastIndexOf('@')) + ">");
    }
  }
}
