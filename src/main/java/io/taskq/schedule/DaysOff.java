package io.taskq.schedule;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;

/** Days on which nothing is due. Immutable. */
public sealed interface DaysOff {

  /** Whether this is one of them. */
  boolean has(LocalDate day);

  /** As one would write it in a schedule. */
  String words();

  /**
   * Reads a date, two of them with {@code ..} between, or month and day for every year.
   *
   * @throws WrongSchedule when it is none of these
   */
  static DaysOff parse(String text) {
    try {
      String[] ends = text.strip().split("\\.\\.", -1);
      if (ends.length == 2) {
        return Span.of(LocalDate.parse(ends[0].strip()), LocalDate.parse(ends[1].strip()));
      }
      return text.strip().matches("\\d\\d-\\d\\d")
          ? new Yearly(MonthDay.parse("--" + text.strip()))
          : Span.of(LocalDate.parse(text.strip()), LocalDate.parse(text.strip()));
    } catch (DateTimeException e) {
      throw new WrongSchedule(
          "\"" + text + "\" is not a day",
          "Write 2026-12-25, 2026-12-24..2027-01-02, or 12-25 for every year.");
    }
  }

  /** From one day to another, both included. */
  record Span(LocalDate first, LocalDate last) implements DaysOff {

    private static Span of(LocalDate first, LocalDate last) {
      if (last.isBefore(first)) {
        throw new WrongSchedule(
            "\"%s..%s\" ends before it begins".formatted(first, last),
            "Write the earlier day first.");
      }
      return new Span(first, last);
    }

    @Override
    public boolean has(LocalDate day) {
      return !day.isBefore(first) && !day.isAfter(last);
    }

    @Override
    public String words() {
      return first.equals(last) ? first.toString() : first + ".." + last;
    }
  }

  /** The same day each year. */
  record Yearly(MonthDay date) implements DaysOff {
    @Override
    public boolean has(LocalDate day) {
      return MonthDay.from(day).equals(date);
    }

    @Override
    public String words() {
      return "every " + date.toString().substring(2);
    }
  }
}
