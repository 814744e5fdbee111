package io.taskq.config;

import java.math.BigDecimal;
import java.time.Duration;

/** Times and sizes as people write them: {@code 6s}, {@code 1.5h}, {@code 16MB}. */
public final class Units {

  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

  private Units() {}

  /**
   * Reads a time; a plain number is seconds.
   *
   * @throws IllegalArgumentException when the text is no time, or a negative one
   */
  public static Duration time(String text) {
    int end = numberEnd(text);
    BigDecimal seconds =
        switch (text.substring(end).strip()) {
          case "ms" -> new BigDecimal("0.001");
          case "", "s" -> BigDecimal.ONE;
          case "m", "min" -> BigDecimal.valueOf(60);
          case "h" -> BigDecimal.valueOf(3_600);
          case "d" -> BigDecimal.valueOf(86_400);
          case "w" -> BigDecimal.valueOf(604_800);
          default -> throw new IllegalArgumentException("unknown unit of time in " + text);
        };
    BigDecimal nanos = new BigDecimal(text.substring(0, end)).multiply(seconds).multiply(NANOS);
    try {
      return Duration.ofNanos(nanos.toBigInteger().longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(text + " is too long a time", e);
    }
  }

  /**
   * Reads a size in bytes; k, M and G count in 1024, as Redis does.
   *
   * @throws IllegalArgumentException when the text is no size, or a negative one
   */
  public static long size(String text) {
    int end = numberEnd(text);
    long unit =
        switch (text.substring(end).strip()) {
          case "", "B" -> 1L;
          case "k", "K", "kB", "KB" -> 1L << 10;
          case "M", "MB" -> 1L << 20;
          case "G", "GB" -> 1L << 30;
          default -> throw new IllegalArgumentException("unknown unit of size in " + text);
        };
    try {
      return new BigDecimal(text.substring(0, end))
          .multiply(BigDecimal.valueOf(unit))
          .toBigInteger()
          .longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(text + " is too large a size", e);
    }
  }

  private static int numberEnd(String text) {
    int end = 0;
    while (end < text.length()
        && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    // Sixteen digits say more than any real time or size; more would only cost memory.
    if (end == 0 || end > 16) {
      throw new IllegalArgumentException("no number in front of " + text);
    }
    return end;
  }
}
