package io.taskq.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Properties;

/**
 * A folder that takes mails as {@code .eml} files where no mail server is set, so that a first run
 * needs none. A file appears whole or not at all. Thread-safe.
 */
public final class Outbox implements Mailer {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final InstantSource clock;

  public Outbox(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** Writes the mail and says to which file. */
  @Override
  public Sent send(Mail mail, String id) throws MailFailure {
    Instant now = clock.instant();
    Letter letter = Letter.of(mail, id, Session.getInstance(new Properties()), now);
    try {
      Path file = write(letter, STAMP.format(now) + "-" + nameOf(mail));
      return new Sent("written to " + file, mail.recipients(), Map.of());
    } catch (IOException | MessagingException e) {
      throw MailFailure.forNow("cannot write a mail into " + folder + ": " + e.getMessage(), e);
    }
  }

  private Path write(Letter letter, String name) throws IOException, MessagingException {
    Files.createDirectories(folder);
    Path hidden = Files.createTempFile(folder, ".", ".tmp");
    try {
      try (OutputStream out = Files.newOutputStream(hidden)) {
        letter.writeTo(out);
      }
      return publish(hidden, name);
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

  /** The part before the @ of the first recipient, as far as a file name may hold it. */
  private static String nameOf(Mail mail) throws MailFailure {
    String local = Addresses.read("to", mail.to().getFirst()).getAddress().replaceFirst("@.*", "");
    return local.replaceAll("[^A-Za-z0-9._-]", "_");
  }
}
