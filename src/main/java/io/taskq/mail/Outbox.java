package io.taskq.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Properties;

/**
 * A folder that takes mails as {@code .eml} files where no mail server is set, so that a first run
 * needs none. A file appears whole or not at all. Thread-safe.
 */
public final class Outbox {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final InstantSource clock;

  public Outbox(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Writes the mail and answers the file.
   *
   * @throws MessagingException when an address is none
   */
  public Path write(Mail mail) throws IOException, MessagingException {
    MimeMessage message = message(mail);
    Files.createDirectories(folder);
    Path hidden = Files.createTempFile(folder, ".", ".tmp");
    try {
      try (OutputStream out = Files.newOutputStream(hidden)) {
        message.writeTo(out);
      }
      return publish(hidden, STAMP.format(clock.instant()) + "-" + nameOf(mail));
    } finally {
      Files.deleteIfExists(hidden);
    }
  }

  /** Two mails of one second and recipient get two names: a link never replaces a file. */
  private Path publish(Path hidden, String name) throws IOException {
    for (int copy = 1; ; copy++) {
      Path file = folder.resolve(name + (copy == 1 ? "" : "-" + copy) + ".eml");
      try {
        Files.createFile(file);
        return Files.move(hidden, file, StandardCopyOption.REPLACE_EXISTING);
      } catch (FileAlreadyExistsException taken) {
        // The next number is tried.
      }
    }
  }

  private MimeMessage message(Mail mail) throws MessagingException {
    Instant now = clock.instant();
    MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
    message.setFrom(address(mail.from()));
    for (String to : mail.to()) {
      message.addRecipient(Message.RecipientType.TO, address(to));
    }
    message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
    message.setText(mail.text(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(now));
    message.saveChanges();
    return message;
  }

  private static InternetAddress address(String text) throws MessagingException {
    InternetAddress[] addresses = InternetAddress.parse(text, true);
    if (addresses.length != 1) {
      throw new MessagingException("'" + text + "' is not one mail address");
    }
    addresses[0].validate();
    encodeName(addresses[0]);
    return addresses[0];
  }

  /** A name given as it is shown must be encoded: headers are ASCII. */
  private static void encodeName(InternetAddress address) throws MessagingException {
    try {
      if (address.getPersonal() != null) {
        address.setPersonal(address.getPersonal(), StandardCharsets.UTF_8.name());
      }
    } catch (UnsupportedEncodingException e) {
      throw new MessagingException("this JVM does not know UTF-8", e);
    }
  }

  /** The part before the @ of the first recipient, as far as a file name may hold it. */
  private static String nameOf(Mail mail) throws MessagingException {
    String local = address(mail.to().getFirst()).getAddress().replaceFirst("@.*", "");
    return local.replaceAll("[^A-Za-z0-9._-]", "_");
  }
}
