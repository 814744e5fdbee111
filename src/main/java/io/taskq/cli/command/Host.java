package io.taskq.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The name of this machine. */
final class Host {

  private static final Path KERNEL_FILE = Path.of("/proc/sys/kernel/hostname");

  private Host() {}

  /** Asks the kernel, not the name service: that one may take seconds to know nothing. */
  static String name(Map<String, String> environment) {
    try {
      return Files.readString(KERNEL_FILE).strip();
    } catch (IOException notLinux) {
      return Optional.ofNullable(environment.get("HOSTNAME"))
          .or(() -> Optional.ofNullable(environment.get("COMPUTERNAME")))
          .orElse("localhost");
    }
  }
}
