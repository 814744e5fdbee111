package io.taskq.http;

import io.taskq.config.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Addresses that are not of the open Internet, and what each of them is. */
final class Neighbours {

  private record Range(Network network, String what) {

    static Stream<Range> of(String what, String... networks) {
      return Stream.of(networks).map(text -> new Range(Network.read(text), what));
    }
  }

  private static final Network TRANSLATED = Network.read("64:ff9b::/96");
  private static final Network OPEN_SIX = Network.read("2000::/3");
  private static final int OF_FOUR = 4;

  private static final List<Range> RANGES =
      Stream.of(
              Range.of("an address of this machine", "0.0.0.0/8", "127.0.0.0/8", "::", "::1"),
              Range.of("a private address", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
              Range.of("a private address", "fc00::/7", "fec0::/10"),
              Range.of(
                  "a link-local address, where clouds keep their secrets",
                  "169.254.0.0/16",
                  "fe80::/10"),
              Range.of("an address where a cloud keeps its secrets", "168.63.129.16"),
              Range.of("an inner address of a provider", "100.64.0.0/10"),
              Range.of("a multicast address", "224.0.0.0/4", "ff00::/8"),
              Range.of(
                  "a reserved address",
                  "192.0.0.0/24",
                  "192.0.2.0/24",
                  "192.88.99.0/24",
                  "198.18.0.0/15",
                  "198.51.100.0/24",
                  "203.0.113.0/24",
                  "240.0.0.0/4",
                  "2001::/23",
                  "2001:db8::/32",
                  // An address of IPv4 is hidden in these, as in those of 2001::/23.
                  "2002::/16",
                  "3fff::/20"))
          .flatMap(ranges -> ranges)
          .toList();

  private Neighbours() {}

  /** What the address is; empty when it is one of the open Internet. */
  static Optional<String> what(InetAddress address) {
    InetAddress real = untranslated(address);
    Optional<String> known =
        RANGES.stream()
            .filter(range -> range.network().contains(real))
            .map(Range::what)
            .findFirst();
    boolean isOpen = real.getAddress().length == OF_FOUR || OPEN_SIX.contains(real);
    return known.or(() -> isOpen ? Optional.empty() : Optional.of("a reserved address"));
  }

  /** Where a translating network leads to. Java itself takes {@code ::ffff:10.0.0.5} apart. */
  private static InetAddress untranslated(InetAddress address) {
    if (!TRANSLATED.contains(address)) {
      return address;
    }
    byte[] all = address.getAddress();
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(all, all.length - OF_FOUR, all.length));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
