package io.taskq.mail;

import java.util.List;

/**
 * One mail.
 *
 * @param from the sender, as {@code Name <address>} or an address
 * @param to the recipients, each as {@code Name <address>} or an address
 * @param subject one line
 * @param text the body
 */
public record Mail(String from, List<String> to, String subject, String text) {

  public Mail {
    to = List.copyOf(to);
    if (to.isEmpty()) {
      throw new IllegalArgumentException("a mail needs a recipient");
    }
    requireOneLine("from", from);
    requireOneLine("subject", subject);
    to.forEach(address -> requireOneLine("to", address));
  }

  /** A line break in a header would let its value add headers and recipients of its own. */
  private static void requireOneLine(String header, String value) {
    if (value.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029)) {
      throw new IllegalArgumentException("mail header '" + header + "' contains a line break");
    }
  }
}
