package io.taskq.message;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Reads one ISO 8601 text from left to right. */
final class IsoReader {

  private static final int LONGEST = 64;
  private static final int MICRO_DIGITS = 6;

  private final String text;
  private int at;

  IsoReader(String text) {
    this.text = text;
  }

  /** The text is not a time. Carries no reason: the text itself is the reason. */
  static final class NotATime extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotATime() {
      super("not a time", null, false, false);
    }
  }

  /**
   * Reads the whole text; without an offset it is local time in the zone given.
   *
   * @throws NotATime when the text has another form
   * @throws java.time.DateTimeException when a number is out of its range
   */
  Instant read(ZoneId zone) {
    if (text.length() > LONGEST) {
      throw new NotATime();
    }
    LocalDate date = date();
    if (atEnd()) {
      return date.atStartOfDay(zone).toInstant();
    }
    if (!take('T') && !take('t') && !take(' ')) {
      throw new NotATime();
    }
    LocalDateTime time = time(date);
    ZoneId where = atEnd() ? zone : offset();
    if (!atEnd()) {
      throw new NotATime();
    }
    return time.atZone(where).toInstant();
  }

  private LocalDate date() {
    int year = digits(4);
    boolean dashes = take('-');
    int month = digits(2);
    if (dashes && !take('-')) {
      throw new NotATime();
    }
    return LocalDate.of(year, month, digits(2));
  }

  private LocalDateTime time(LocalDate date) {
    int hour = digits(2);
    boolean colons = take(':');
    int minute = isDigit() ? digits(2) : 0;
    int second = 0;
    int nanos = 0;
    if (colons ? take(':') : isDigit()) {
      second = digits(2);
      nanos = take('.') || take(',') ? fraction() : 0;
    }
    // ISO 8601 has midnight at the end of a day too.
    if (hour == 24 && minute == 0 && second == 0 && nanos == 0) {
      return date.plusDays(1).atStartOfDay();
    }
    return date.atTime(hour, minute, second, nanos);
  }

  /** What is finer than a microsecond is cut, as Python cuts it. */
  private int fraction() {
    if (!isDigit()) {
      throw new NotATime();
    }
    int micros = 0;
    int count = 0;
    for (; isDigit(); at++) {
      if (count < MICRO_DIGITS) {
        micros = micros * 10 + (text.charAt(at) - '0');
        count++;
      }
    }
    for (; count < MICRO_DIGITS; count++) {
      micros *= 10;
    }
    return micros * 1000;
  }

  private ZoneOffset offset() {
    if (take('Z') || take('z')) {
      return ZoneOffset.UTC;
    }
    int sign = take('-') ? -1 : 1;
    if (sign == 1 && !take('+')) {
      throw new NotATime();
    }
    int hours = digits(2);
    boolean more = take(':') || isDigit();
    int minutes = more ? digits(2) : 0;
    return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
  }

  private boolean atEnd() {
    return at == text.length();
  }

  private boolean isDigit() {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private boolean take(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private int digits(int count) {
    int number = 0;
    for (int i = 0; i < count; i++, at++) {
      if (!isDigit()) {
        throw new NotATime();
      }
      number = number * 10 + (text.charAt(at) - '0');
    }
    return number;
  }
}
