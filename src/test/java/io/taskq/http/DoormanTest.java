package io.taskq.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.config.AllowedHosts;
import io.taskq.config.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoormanTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.0.0.0          | an address of this machine",
        "127.0.0.1        | an address of this machine",
        "127.255.255.254  | an address of this machine",
        "::               | an address of this machine",
        "::1              | an address of this machine",
        "10.0.0.5         | a private address",
        "172.16.0.1       | a private address",
        "172.31.255.255   | a private address",
        "192.168.1.1      | a private address",
        "fc00::1          | a private address",
        "fd00:ec2::254    | a private address",
        "fec0::1          | a private address",
        "169.254.169.254  | a link-local address, where clouds keep their secrets",
        "fe80::1          | a link-local address, where clouds keep their secrets",
        "168.63.129.16    | an address where a cloud keeps its secrets",
        "100.64.0.1       | an inner address of a provider",
        "100.100.100.200  | an inner address of a provider",
        "224.0.0.1        | a multicast address",
        "239.255.255.250  | a multicast address",
        "ff02::1          | a multicast address",
        "255.255.255.255  | a reserved address",
        "240.0.0.1        | a reserved address",
        "192.0.0.192      | a reserved address",
        "192.0.2.1        | a reserved address",
        "198.18.0.1       | a reserved address",
        "198.51.100.1     | a reserved address",
        "203.0.113.1      | a reserved address",
        "2001::1          | a reserved address",
        "2001:db8::1      | a reserved address",
        "2002:a00:5::1    | a reserved address",
        "::ffff:10.0.0.5  | a private address",
        "::ffff:7f00:1    | an address of this machine",
        "::127.0.0.1      | a reserved address",
        "64:ff9b::a00:5   | a private address",
        "64:ff9b:1::1     | a reserved address",
        "5f00::1          | a reserved address",
      })
  void what_is_inside_is_refused_however_it_was_found(String address, String what)
      throws UnknownHostException {
    Doorman doorman = doorman(AllowedHosts.NONE, address);

    assertThatThrownBy(() -> doorman.pass("hook.example.com"))
        .isInstanceOf(AddressRefused.class)
        .hasMessageContaining("hook.example.com is at ")
        .hasMessageContaining(what)
        .hasMessageContaining("allow it with http.allow: [");
    assertThat(doorman.objection(address)).get().asString().contains(what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "93.184.216.34",
        "172.32.0.1",
        "100.128.0.1",
        "126.255.255.255",
        "128.0.0.1",
        "11.0.0.1",
        "2606:2800:220:1::1",
        "2001:4860:4860::8888",
        "64:ff9b::5db8:d822"
      })
  void what_is_outside_is_reached(String address) throws UnknownHostException {
    assertThat(doorman(AllowedHosts.NONE, address).pass("hook.example.com"))
        .containsExactly(InetAddress.getAllByName(address));
  }

  @Test
  void one_address_inside_among_others_is_enough_to_refuse() throws UnknownHostException {
    assertThatThrownBy(
            () -> doorman(AllowedHosts.NONE, "93.184.216.34", "10.0.0.5").pass("hook.example.com"))
        .isInstanceOf(AddressRefused.class)
        .hasMessage(
            "hook.example.com is at 10.0.0.5, which is a private address"
                + " (allow it with http.allow: [10.0.0.5] in taskq.yml)");
  }

  @Test
  void what_is_allowed_is_reached_and_nothing_beside_it() throws UnknownHostException {
    AllowedHosts network = new AllowedHosts(List.of(Network.read("10.0.0.0/30")), Set.of());
    AllowedHosts name = new AllowedHosts(List.of(), Set.of("hooks.internal"));

    assertThat(doorman(network, "10.0.0.3").pass("a")).hasSize(1);
    assertThat(doorman(network, "::ffff:10.0.0.3").pass("a")).hasSize(1);
    assertThat(doorman(name, "10.9.9.9").pass("hooks.internal")).hasSize(1);
    assertThatThrownBy(() -> doorman(network, "10.0.0.4").pass("a"))
        .isInstanceOf(AddressRefused.class);
    assertThatThrownBy(() -> doorman(name, "10.9.9.9").pass("x.hooks.internal"))
        .isInstanceOf(AddressRefused.class);
  }

  private static Doorman doorman(AllowedHosts allowed, String... addresses)
      throws UnknownHostException {
    InetAddress[] found =
        Stream.of(addresses)
            .map(text -> Network.address(text).orElseThrow())
            .toArray(InetAddress[]::new);
    return new Doorman(allowed, host -> found.clone());
  }
}
