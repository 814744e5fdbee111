package io.taskq.schedule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** One slot. */
public record At(Instant moment) implements Schedule {

  /**
   * Reads a date and time as in ISO 8601.
   *
   * @param zone where it is meant when it names no offset
   */
  public static At parse(String text, ZoneId zone) {
    String iso = text.strip().replaceFirst("(?<=\\d) (?=\\d)", "T");
    try {
      return new At(OffsetDateTime.parse(iso).toInstant());
    } catch (DateTimeException noOffset) {
      return new At(local(text, iso, zone));
    }
  }

  /** The first moment of a date, or the moment that is named. */
  public static Instant from(String text, ZoneId zone) {
    return isDate(text) ? date(text).atStartOfDay(zone).toInstant() : parse(text, zone).moment();
  }

  /** The last moment of a date, or the moment that is named. */
  public static Instant until(String text, ZoneId zone) {
    return isDate(text)
        ? date(text).plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1)
        : parse(text, zone).moment();
  }

  private static boolean isDate(String text) {
    return text.strip().matches("\\d{4}-\\d\\d-\\d\\d");
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeException e) {
      throw new WrongSchedule(
          "\"%s\" is not a date".formatted(text), "Write year, month and day: 2027-01-31.");
    }
  }

  private static Instant local(String text, String iso, ZoneId zone) {
    try {
      return WallTime.instantOf(LocalDateTime.parse(iso), zone.getRules());
    } catch (DateTimeException e) {
      throw new WrongSchedule(
          "\"%s\" is not a date and time".formatted(text),
          "Write it as 2027-01-01T00:00:00+08:00; without an offset it is in " + zone + ".");
    }
  }

  @Override
  public String words() {
    return "once, at " + moment;
  }

  @Override
  public Optional<Instant> next(Instant after) {
    return moment.isAfter(after) ? Optional.of(moment) : Optional.empty();
  }
}
