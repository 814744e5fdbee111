package io.taskq.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What comes after the headers of a mail: its text in one or two forms, and what is attached. */
final class Body {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private Body() {}

  static void write(Mail mail, MimePart whole) throws MessagingException {
    if (mail.attachments().isEmpty()) {
      writeText(mail.text(), mail.html(), whole);
      return;
    }
    MimeBodyPart first = new MimeBodyPart();
    writeText(mail.text(), mail.html(), first);
    MimeMultipart parts = new MimeMultipart(first);
    for (Attachment attachment : mail.attachments()) {
      parts.addBodyPart(part(attachment));
    }
    whole.setContent(parts);
  }

  private static void writeText(Optional<String> text, Optional<String> html, MimePart part)
      throws MessagingException {
    if (html.isEmpty()) {
      part.setText(text.orElse(""), UTF_8);
    } else if (text.isEmpty()) {
      part.setText(html.get(), UTF_8, "html");
    } else {
      // The last part is the one that readers prefer.
      part.setContent(
          new MimeMultipart("alternative", part(text.get(), "plain"), part(html.get(), "html")));
    }
  }

  private static MimeBodyPart part(String text, String kind) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, UTF_8, kind);
    return part;
  }

  private static MimeBodyPart part(Attachment attachment) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(
        new DataHandler(new ByteArrayDataSource(attachment.content(), attachment.type())));
    part.setHeader("Content-Type", attachment.type());
    // Anything else lets servers change the ends of lines.
    part.setHeader("Content-Transfer-Encoding", "base64");
    ParameterList names = new ParameterList();
    names.set("filename", attachment.name(), UTF_8);
    part.setHeader("Content-Disposition", new ContentDisposition("attachment", names).toString());
    return part;
  }
}
