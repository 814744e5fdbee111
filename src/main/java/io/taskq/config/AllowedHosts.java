package io.taskq.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What inside of a network HTTP tasks may reach.
 *
 * @param networks by address
 * @param names by the name that a URL has, wherever that leads
 */
public record AllowedHosts(List<Network> networks, Set<String> names) {

  public static final AllowedHosts NONE = new AllowedHosts(List.of(), Set.of());

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException when one is neither a network nor a host
   */
  static AllowedHosts read(List<String> texts) {
    return new AllowedHosts(
        texts.stream().filter(AllowedHosts::isNetwork).map(Network::read).toList(),
        texts.stream()
            .filter(text -> !isNetwork(text))
            .map(HttpHost::name)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static boolean isNetwork(String text) {
    return text.contains("/") || Network.address(text).isPresent();
  }

  public boolean allows(String name) {
    return names.contains(name);
  }

  public boolean allows(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }
}
