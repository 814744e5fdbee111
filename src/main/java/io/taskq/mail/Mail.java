package io.taskq.mail;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One mail. Every address is {@code Name <address>} or an address alone.
 *
 * @param from the sender
 * @param to the recipients
 * @param cc recipients of a copy
 * @param bcc recipients of a copy whom nobody else sees
 * @param replyTo where answers go; the sender without one
 * @param subject one line
 * @param text the body as plain text
 * @param html the body as HTML; with a text beside it the reader's program chooses
 * @param attachments the files that go with it
 */
public record Mail(
    String from,
    List<String> to,
    List<String> cc,
    List<String> bcc,
    Optional<String> replyTo,
    String subject,
    Optional<String> text,
    Optional<String> html,
    List<Attachment> attachments) {

  public Mail {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
    attachments = List.copyOf(attachments);
    if (to.isEmpty()) {
      throw new IllegalArgumentException("a mail needs a recipient");
    }
    requireOneLine("from", Stream.of(from));
    requireOneLine("to", to.stream());
    requireOneLine("cc", cc.stream());
    requireOneLine("bcc", bcc.stream());
    requireOneLine("reply_to", replyTo.stream());
    requireOneLine("subject", Stream.of(subject));
  }

  /** A mail of plain text to one recipient. */
  public static Mail of(String from, String to, String subject, String text) {
    return new Mail(
        from,
        List.of(to),
        List.of(),
        List.of(),
        Optional.empty(),
        subject,
        Optional.of(text),
        Optional.empty(),
        List.of());
  }

  /** All who get it. */
  public List<String> recipients() {
    return Stream.of(to, cc, bcc).flatMap(List::stream).toList();
  }

  private static void requireOneLine(String header, Stream<String> values) {
    values.forEach(value -> HeaderText.requireOneLine(header, value));
  }
}
