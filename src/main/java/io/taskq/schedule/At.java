package io.taskq.schedule;

import java.time.DateTimeException;
import java.time.Instant;
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
  public Optional<Instant> next(Instant after) {
    return moment.isAfter(after) ? Optional.of(moment) : Optional.empty();
  }
}
