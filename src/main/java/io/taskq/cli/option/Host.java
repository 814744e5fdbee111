package io.taskq.cli.option;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine calls itself. */
public final class Host {

  private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

  private Host() {}

  /** The host's name; {@code localhost} when it has none. */
  public static String name() {
    try {
      // Asking the resolver may take seconds on a machine without network.
      return Files.readString(LINUX).strip();
    } catch (IOException notLinux) {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "localhost";
      }
    }
  }
}
