package io.taskq.mail;

import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A file that goes with a mail, byte for byte. Immutable as long as nobody writes to its bytes. */
public final class Attachment {

  private static final String ANY = "application/octet-stream";
  private static final int LONGEST_NAME = 255;
  private static final String TOKEN = "[A-Za-z0-9!#$&^_.+-]+";
  private static final Pattern TYPE =
      Pattern.compile("%s/%s(; ?charset=%s)?".formatted(TOKEN, TOKEN, TOKEN));

  /** What separates folders, and lines. */
  private static final String NOT_IN_NAMES = "/\\\u2028\u2029";

  private final String name;
  private final String type;
  private final byte[] content;

  /**
   * Makes one.
   *
   * @param name what the recipient would save it as
   * @param type its media type; guessed from the name without one
   * @param content the bytes, which are not copied
   */
  public Attachment(String name, Optional<String> type, byte[] content) {
    requireName(name);
    type.ifPresent(given -> requireType(name, given));
    this.name = name;
    this.content = content;
    this.type = readable(type.orElseGet(() -> guess(name)));
  }

  private static void requireName(String name) {
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("the name of an attachment has a control character");
    }
    if (name.isBlank() || name.equals(".") || name.equals("..") || hasAny(name, NOT_IN_NAMES)) {
      throw new IllegalArgumentException(
          "attachment '%s' has no name that a file can have".formatted(name));
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      throw new IllegalArgumentException("the name of an attachment is longer than 255 bytes");
    }
  }

  private static boolean hasAny(String text, String characters) {
    return text.chars().anyMatch(c -> characters.indexOf(c) >= 0);
  }

  /** Parts that hold mails or parts are to be built by a mail program, not to be pasted in. */
  private static void requireType(String name, String type) {
    if (!TYPE.matcher(type).matches() || isComposite(type)) {
      throw new IllegalArgumentException(
          "attachment '%s' has the type '%s' (right would be %s)".formatted(name, type, ANY));
    }
  }

  private static boolean isComposite(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return lower.startsWith("multipart/") || lower.startsWith("message/");
  }

  private static String guess(String name) {
    String guess = URLConnection.guessContentTypeFromName(name);
    return guess == null || isComposite(guess) ? ANY : guess;
  }

  /** Text without a charset would be read as ASCII. */
  private String readable(String given) {
    boolean isText = given.toLowerCase(Locale.ROOT).startsWith("text/") && !given.contains(";");
    return isText && isUtf8() ? given + "; charset=UTF-8" : given;
  }

  private boolean isUtf8() {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** How many bytes it has. */
  public long size() {
    return content.length;
  }

  String name() {
    return name;
  }

  String type() {
    return type;
  }

  byte[] content() {
    return content;
  }
}
