package io.taskq.task;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * At most so many runs in a time, evenly spread: {@code 10/m} is one every six seconds.
 *
 * @param text as it was written
 * @param between the time from one run to the next
 */
public record Rate(String text, Duration between) {

  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(?:/([smh]))?");
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

  /** Rarer than this is never, which is what a queue is paused for. */
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Duration.ofDays(366).toNanos());

  /**
   * Reads {@code 10/s}, {@code 2.5/m}, {@code 100/h}; a plain number is in a second.
   *
   * @return empty for no limit: no text, or 0
   * @throws IllegalArgumentException when it is no rate
   */
  public static Optional<Rate> parse(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is no rate such as 10/s, 5/m or 100/h");
    }
    BigDecimal count = new BigDecimal(written.group(1));
    if (count.signum() == 0) {
      return Optional.empty();
    }
    BigDecimal nanos =
        NANOS.multiply(seconds(written.group(2))).divideToIntegralValue(count).min(LONGEST);
    return Optional.of(new Rate(text, Duration.ofNanos(Math.max(1_000, nanos.longValue()))));
  }

  private static BigDecimal seconds(String unit) {
    return switch (unit) {
      case "m" -> BigDecimal.valueOf(60);
      case "h" -> BigDecimal.valueOf(3_600);
      case null, default -> BigDecimal.ONE;
    };
  }
}
