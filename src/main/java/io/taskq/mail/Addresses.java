package io.taskq.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads mail addresses strictly: one each, and nothing that a header could not carry. */
public final class Addresses {

  private Addresses() {}

  /** Whether the text is one address, with or without a name before it. */
  public static boolean isOne(String text) {
    try {
      read("from", text);
      return true;
    } catch (MailFailure e) {
      return false;
    }
  }

  static InternetAddress[] readAll(String header, List<String> texts) throws MailFailure {
    InternetAddress[] addresses = new InternetAddress[texts.size()];
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = read(header, texts.get(i));
    }
    return addresses;
  }

  static InternetAddress read(String header, String text) throws MailFailure {
    String shown = "mail header '%s': '%s'".formatted(header, text);
    try {
      InternetAddress[] addresses = InternetAddress.parse(text, true);
      // A list in one field, or a group, would send to more than whom the task was given.
      if (addresses.length != 1 || addresses[0].isGroup() || hasMoreBehind(text)) {
        throw MailFailure.forGood(shown + " is not one mail address", null);
      }
      addresses[0].validate();
      requireAscii(shown, addresses[0].getAddress());
      encodeName(header, addresses[0]);
      return addresses[0];
    } catch (AddressException e) {
      throw MailFailure.forGood(shown + " is no mail address: " + e.getMessage(), e);
    }
  }

  /** What follows the address in its brackets is dropped by the library without a word. */
  private static boolean hasMoreBehind(String text) {
    return text.contains("<") && !text.stripTrailing().endsWith(">");
  }

  /** What a server that knows no SMTPUTF8 would get as question marks. */
  private static void requireAscii(String shown, String address) throws MailFailure {
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(address)) {
      throw MailFailure.forGood(
          shown + " is an address that is not ASCII (write its domain as xn--...)", null);
    }
  }

  /**
   * A name given as it is shown must be encoded: headers are ASCII. One that came encoded is
   * decoded first, and may hide a line break, which the library would write as it is.
   */
  private static void encodeName(String header, InternetAddress address) throws MailFailure {
    try {
      if (address.getPersonal() != null) {
        HeaderText.requireOneLine(header, address.getPersonal());
        address.setPersonal(address.getPersonal(), StandardCharsets.UTF_8.name());
      }
    } catch (IllegalArgumentException e) {
      throw MailFailure.forGood(e.getMessage(), e);
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every JVM knows UTF-8", e);
    }
  }
}
