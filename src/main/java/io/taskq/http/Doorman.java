package io.taskq.http;

import io.taskq.config.AllowedHosts;
import io.taskq.config.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** Looks up a host and lets pass what may be reached. Immutable. */
final class Doorman {

  /** Asks who has a name. */
  interface Lookup {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  private final AllowedHosts allowed;
  private final Lookup lookup;

  Doorman(AllowedHosts allowed, Lookup lookup) {
    this.allowed = allowed;
    this.lookup = lookup;
  }

  /**
   * The host's addresses: these and no others are what a connection may be made to.
   *
   * @throws AddressRefused when one of them is inside and not allowed; a name with one address
   *     outside and one inside is how such a rule is passed by
   */
  List<InetAddress> pass(String host) throws UnknownHostException {
    InetAddress[] addresses = lookup.addresses(host);
    for (InetAddress address : addresses) {
      Optional<String> why = objection(host, address);
      if (why.isPresent()) {
        throw new AddressRefused(why.get());
      }
    }
    return List.of(addresses);
  }

  /** Why no request can go there; known without asking anybody, so only of what is an address. */
  Optional<String> objection(String host) {
    return Network.address(host).flatMap(address -> objection(host, address));
  }

  private Optional<String> objection(String host, InetAddress address) {
    if (allowed.allows(host) || allowed.allows(address)) {
      return Optional.empty();
    }
    return Neighbours.what(address)
        .map(
            what -> {
              String shown = address.getHostAddress();
              String who = host.equals(shown) ? shown : host + " is at " + shown + ", which";
              return "%s is %s (allow it with http.allow: [%s] in taskq.yml)"
                  .formatted(who, what, shown);
            });
  }
}
