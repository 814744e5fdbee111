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
      read(text);
      return true;
    } catch (MailFailure e) {
      return false;
    }
  }

  static InternetAddress[] readAll(List<String> texts) throws MailFailure {
    InternetAddress[] addresses = new InternetAddress[texts.size()];
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = read(texts.get(i));
    }
    return addresses;
  }

  static InternetAddress read(String text) throws MailFailure {
    try {
      InternetAddress[] addresses = InternetAddress.parse(text, true);
      // A list in one field, or a group, would send to more than whom the task was given.
      if (addresses.length != 1 || addresses[0].isGroup()) {
        throw MailFailure.forGood("'" + text + "' is not one mail address", null);
      }
      addresses[0].validate();
      requireAscii(addresses[0].getAddress());
      encodeName(addresses[0]);
      return addresses[0];
    } catch (AddressException e) {
      throw MailFailure.forGood("'" + text + "' is no mail address: " + e.getMessage(), e);
    }
  }

  /** What a server that knows no SMTPUTF8 would get as question marks. */
  private static void requireAscii(String address) throws MailFailure {
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(address)) {
      throw MailFailure.forGood(
          "the mail address '%s' is not ASCII (write its domain as xn--...)".formatted(address),
          null);
    }
  }

  /** A name given as it is shown must be encoded: headers are ASCII. */
  private static void encodeName(InternetAddress address) {
    try {
      if (address.getPersonal() != null) {
        address.setPersonal(address.getPersonal(), StandardCharsets.UTF_8.name());
      }
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every JVM knows UTF-8", e);
    }
  }
}
