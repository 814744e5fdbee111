package io.taskq.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/** Which days match, by their place in the month or in the week. Immutable. */
sealed interface DayRule {

  int WEEK = 7;

  boolean has(LocalDate day);

  /** By the day's number in its month. */
  record Numbers(Values numbers) implements DayRule {
    @Override
    public boolean has(LocalDate day) {
      return numbers.has(day.getDayOfMonth());
    }
  }

  /** By the day's name; 0 is Sunday. */
  record Weekdays(Values weekdays) implements DayRule {
    @Override
    public boolean has(LocalDate day) {
      return weekdays.has(day.getDayOfWeek().getValue() % WEEK);
    }
  }

  /** So many days before the last of the month. */
  record FromEnd(int days) implements DayRule {
    @Override
    public boolean has(LocalDate day) {
      return day.getDayOfMonth() == day.lengthOfMonth() - days;
    }
  }

  /** Monday to Friday, nearest to a day of the month and in that month. */
  record NearestWorkday(int number) implements DayRule {
    @Override
    public boolean has(LocalDate day) {
      return number <= day.lengthOfMonth() && day.equals(nearest(day.withDayOfMonth(number)));
    }

    private static LocalDate nearest(LocalDate day) {
      boolean isFirst = day.getDayOfMonth() == 1;
      boolean isLast = day.getDayOfMonth() == day.lengthOfMonth();
      return switch (day.getDayOfWeek()) {
        case SATURDAY -> isFirst ? day.plusDays(2) : day.minusDays(1);
        case SUNDAY -> isLast ? day.minusDays(2) : day.plusDays(1);
        default -> day;
      };
    }
  }

  /** The last Monday to Friday of the month. */
  record LastWorkday() implements DayRule {
    @Override
    public boolean has(LocalDate day) {
      LocalDate last = day.withDayOfMonth(day.lengthOfMonth());
      int over = last.getDayOfWeek().getValue() - DayOfWeek.FRIDAY.getValue();
      return day.equals(last.minusDays(Math.max(0, over)));
    }
  }

  /** A weekday (0 is Sunday) for the nth time in its month. */
  record Nth(int weekday, int nth) implements DayRule {
    @Override
    public boolean has(LocalDate day) {
      return day.getDayOfWeek().getValue() % WEEK == weekday
          && (day.getDayOfMonth() - 1) / WEEK + 1 == nth;
    }
  }

  /** A weekday (0 is Sunday) for the last time in its month. */
  record Last(int weekday) implements DayRule {
    @Override
    public boolean has(LocalDate day) {
      return day.getDayOfWeek().getValue() % WEEK == weekday
          && day.getDayOfMonth() + WEEK > day.lengthOfMonth();
    }
  }

  /** One of these is enough. */
  record Any(List<DayRule> rules) implements DayRule {
    @Override
    public boolean has(LocalDate day) {
      return rules.stream().anyMatch(rule -> rule.has(day));
    }
  }
}
