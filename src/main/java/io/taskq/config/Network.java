package io.taskq.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses that begin alike.
 *
 * @param base the first of them
 * @param bits how many bits all of them share
 */
public record Network(InetAddress base, int bits) {

  private static final String PART = "(0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])";
  private static final Pattern FOUR = Pattern.compile("%1$s\\.%1$s\\.%1$s\\.%1$s".formatted(PART));
  private static final Pattern SIX = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /**
   * Reads it: {@code 10.0.0.0/8}, or one address.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Network read(String text) {
    String[] parts = text.split("/", 2);
    InetAddress base =
        address(parts[0])
            .orElseThrow(() -> new IllegalArgumentException(text + " is no network address"));
    int most = base.getAddress().length * Byte.SIZE;
    int bits = parts.length == 1 ? most : Integer.parseInt(parts[1]);
    if (bits < 0 || bits > most) {
      throw new IllegalArgumentException(text + " has too many bits");
    }
    Network network = new Network(base, bits);
    if (!network.isZeroAfterBits()) {
      throw new IllegalArgumentException(text + " is an address inside of its network");
    }
    return network;
  }

  /**
   * The address, when the text is one in its usual spelling. Nobody is asked: what could be a name
   * is none. Others ({@code 127.1}, {@code 0x7f000001}) are read differently by each program.
   */
  public static Optional<InetAddress> address(String text) {
    if (!FOUR.matcher(text).matches() && !SIX.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether the address is one of them. */
  public boolean contains(InetAddress address) {
    byte[] own = base.getAddress();
    byte[] other = address.getAddress();
    if (own.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      if (bit(own, bit) != bit(other, bit)) {
        return false;
      }
    }
    return true;
  }

  private boolean isZeroAfterBits() {
    byte[] own = base.getAddress();
    for (int bit = bits; bit < own.length * Byte.SIZE; bit++) {
      if (bit(own, bit)) {
        return false;
      }
    }
    return true;
  }

  private static boolean bit(byte[] bytes, int at) {
    return (bytes[at / Byte.SIZE] & (0x80 >> (at % Byte.SIZE))) != 0;
  }
}
