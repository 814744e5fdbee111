package io.taskq.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** The memory of a process in MB, by {@code /proc/PID/status}; empty where there is none. */
final class Memory {

  private static final double KILOBYTES = 1024;

  private Memory() {}

  /** What it holds now. */
  static OptionalDouble resident(long pid) {
    return read(pid, "VmRSS:");
  }

  /** The most it ever held. */
  static OptionalDouble peak(long pid) {
    return read(pid, "VmHWM:");
  }

  private static OptionalDouble read(long pid, String name) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith(name))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KILOBYTES)
          .findFirst();
    } catch (IOException ended) {
      return OptionalDouble.empty();
    }
  }
}
