package io.taskq.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Times in messages and results. Reads every form Celery 5.6 reads, and writes exactly one. */
public final class IsoTime {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
  private static final int NANOS_PER_MICRO = 1000;

  private IsoTime() {}

  /**
   * The text's moment, cut to microseconds. A text without a zone is local time in the one given.
   * Empty when the text is not a time of the years 1 to 9999.
   */
  public static Optional<Instant> parse(String text, ZoneId zone) {
    try {
      return Optional.of(new IsoReader(text).read(zone)).filter(IsoTime::isWritable);
    } catch (DateTimeException | IsoReader.NotATime e) {
      return Optional.empty();
    }
  }

  /** Whether a text names its zone. */
  static boolean isNaive(String text) {
    int time = Math.max(text.indexOf('T'), Math.max(text.indexOf('t'), text.indexOf(' ')));
    return time < 0
        || (text.indexOf('+', time) < 0
            && text.indexOf('-', time) < 0
            && !text.endsWith("Z")
            && !text.endsWith("z"));
  }

  /** The moment as {@code 2030-01-02T03:04:05.678901+00:00}: always UTC, always six digits. */
  public static String format(Instant moment) {
    if (!isWritable(moment)) {
      throw new IllegalArgumentException("not in the years 1 to 9999: " + moment);
    }
    LocalDateTime time = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    StringBuilder out = new StringBuilder(32);
    digits(out, time.getYear(), 4).append('-');
    digits(out, time.getMonthValue(), 2).append('-');
    digits(out, time.getDayOfMonth(), 2).append('T');
    digits(out, time.getHour(), 2).append(':');
    digits(out, time.getMinute(), 2).append(':');
    digits(out, time.getSecond(), 2).append('.');
    digits(out, time.getNano() / NANOS_PER_MICRO, 6);
    return out.append("+00:00").toString();
  }

  private static boolean isWritable(Instant moment) {
    return !moment.isBefore(FIRST) && !moment.isAfter(LAST);
  }

  private static StringBuilder digits(StringBuilder out, int number, int count) {
    String text = Integer.toString(number);
    return out.repeat("0", count - text.length()).append(text);
  }
}
