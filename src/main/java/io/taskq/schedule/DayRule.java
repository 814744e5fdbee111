package io.taskq.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/** Which days match, by their place in the month or in the week. Immutable. */
sealed interface DayRule {

  int WEEK = 7;

  boolean has(LocalDate day);

  /** For example {@code on the last Friday of the month}; nothing when every day matches. */
  String words();

  /** By the day's number in its month. */
  record Numbers(Values numbers) implements DayRule {
    @Override
    public boolean has(LocalDate day) {
      return numbers.has(day.getDayOfMonth());
    }

    @Override
    public String words() {
      return numbers.every()
          ? ""
          : "on the " + Words.list(Field.DAY_OF_MONTH, numbers::has, Words::place);
    }
  }

  /** By the day's name; 0 is Sunday. */
  record Weekdays(Values weekdays) implements DayRule {
    @Override
    public boolean has(LocalDate day) {
      return weekdays.has(day.getDayOfWeek().getValue() % WEEK);
    }

    @Override
    public String words() {
      return weekdays.every() ? "" : "on " + Words.weekdays(weekdays::has);
    }
  }

  /** So many days before the last of the month. */
  record FromEnd(int days) implements DayRule {
    @Override
    public boolean has(LocalDate day) {
      return day.getDayOfMonth() == day.lengthOfMonth() - days;
    }

    @Override
    public String words() {
      String last = "the last day of the month";
      return switch (days) {
        case 0 -> "on " + last;
        case 1 -> "1 day before " + last;
        default -> days + " days before " + last;
      };
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

    @Override
    public String words() {
      return "on the workday nearest the " + Words.place(number);
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

    @Override
    public String words() {
      return "on the last workday of the month";
    }
  }

  /** A weekday (0 is Sunday) for the nth time in its month. */
  record Nth(int weekday, int nth) implements DayRule {
    @Override
    public boolean has(LocalDate day) {
      return day.getDayOfWeek().getValue() % WEEK == weekday
          && (day.getDayOfMonth() - 1) / WEEK + 1 == nth;
    }

    @Override
    public String words() {
      return "on the %s %s of the month"
          .formatted(Words.place(nth), Field.DAY_OF_WEEK.nameOf(weekday));
    }
  }

  /** A weekday (0 is Sunday) for the last time in its month. */
  record Last(int weekday) implements DayRule {
    @Override
    public boolean has(LocalDate day) {
      return day.getDayOfWeek().getValue() % WEEK == weekday
          && day.getDayOfMonth() + WEEK > day.lengthOfMonth();
    }

    @Override
    public String words() {
      return "on the last " + Field.DAY_OF_WEEK.nameOf(weekday) + " of the month";
    }
  }

  /** One of these is enough. */
  record Any(List<DayRule> rules) implements DayRule {
    @Override
    public boolean has(LocalDate day) {
      return rules.stream().anyMatch(rule -> rule.has(day));
    }

    @Override
    public String words() {
      List<String> words = rules.stream().map(DayRule::words).toList();
      return words.contains("") ? "" : String.join(" or ", words);
    }
  }
}
