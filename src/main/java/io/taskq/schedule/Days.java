package io.taskq.schedule;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Which days match.
 *
 * @param either whether a day matches by its number or by its weekday, as in cron when both are
 *     given; else it needs both
 */
record Days(DayRule numbers, Values months, DayRule weekdays, boolean either) {

  /** The same weekday falls on a 29 February every 28 years, or 40 around the year 2100. */
  static final int YEARS_AHEAD = 50;

  /** The first matching day from this one on. */
  Optional<LocalDate> from(LocalDate start) {
    LocalDate limit = start.plusYears(YEARS_AHEAD);
    LocalDate day = start;
    while (day.isBefore(limit)) {
      if (!months.has(day.getMonthValue())) {
        day = day.withDayOfMonth(1).plusMonths(1);
      } else if (matches(day)) {
        return Optional.of(day);
      } else {
        day = day.plusDays(1);
      }
    }
    return Optional.empty();
  }

  /** For example {@code on the 13th or on Friday in May}; nothing when every day matches. */
  String words() {
    String day = dayWords();
    String month =
        months.every()
            ? ""
            : "in " + Words.list(Field.MONTH_OF_YEAR, months::has, Field.MONTH_OF_YEAR::nameOf);
    return (day + " " + month).strip();
  }

  private String dayWords() {
    String number = numbers.words();
    String weekday = weekdays.words();
    if (number.isEmpty() || weekday.isEmpty()) {
      return either ? "" : number + weekday;
    }
    return number + (either ? " or " : ", only ") + weekday;
  }

  private boolean matches(LocalDate day) {
    return either ? numbers.has(day) || weekdays.has(day) : numbers.has(day) && weekdays.has(day);
  }
}
