package io.taskq.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How mail leaves.
 *
 * @param host the mail server; without one, mails are written into the outbox folder
 * @param templates the folder of the templates, seen from the settings file
 * @param attachments the folder of files that may be attached, seen from there too
 * @param maxAttachments the most bytes that may be attached to one mail
 */
public record MailSettings(
    Optional<String> host,
    Optional<Integer> port,
    boolean ssl,
    boolean starttls,
    Optional<String> user,
    Optional<String> password,
    Optional<String> from,
    Optional<String> outbox,
    Duration timeout,
    String templates,
    Optional<String> attachments,
    long maxAttachments) {

  /** Everything but the password, which no log may hold. */
  @Override
  public String toString() {
    return "MailSettings[host=%s, port=%s, from=%s]".formatted(host, port, from);
  }
}
