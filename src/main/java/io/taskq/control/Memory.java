package io.taskq.control;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;

/** What memory this process has, as Celery writes it: {@code 101.2MB}. */
final class Memory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  private Memory() {}

  static String used() {
    return text(kilobytes());
  }

  static String text(long kilobytes) {
    BigDecimal megabytes = BigDecimal.valueOf(kilobytes / 1024.0);
    return megabytes.round(new MathContext(4)).stripTrailingZeros().toPlainString() + "MB";
  }

  /** What the system counts; where it does not say, what the JVM has for its heap. */
  private static long kilobytes() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(RESIDENT)) {
          return Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException | NumberFormatException e) {
      return Runtime.getRuntime().totalMemory() / 1024;
    }
    return Runtime.getRuntime().totalMemory() / 1024;
  }
}
