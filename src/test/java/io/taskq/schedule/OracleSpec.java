package io.taskq.schedule;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.Predicate;

/**
 * A cron text beside what it means, made together from the same dice. What it means is written here
 * once more, by sets and by counting days, and shares nothing with the engine.
 */
final class OracleSpec {

  private final Random random;
  private final BitSet seconds = new BitSet();
  private final BitSet minutes = new BitSet();
  private final BitSet hours = new BitSet();
  private final BitSet months = new BitSet();
  private final Predicate<LocalDate> days;
  private final String text;
  private boolean wildcard;

  /**
   * Throws the dice.
   *
   * @param withSeconds whether it has six fields
   */
  OracleSpec(Random random, boolean withSeconds) {
    this.random = random;
    StringJoiner words = new StringJoiner(" ");
    if (withSeconds) {
      words.add(field(seconds, 0, 59, 2));
      // Only hour and minute decide whether it is a fixed time.
      wildcard = false;
    } else {
      seconds.set(0);
    }
    words.add(field(minutes, 0, 59, 2));
    words.add(field(hours, 0, 23, 2));
    boolean repeats = wildcard;
    BitSet numbers = new BitSet();
    BitSet weekdays = new BitSet();
    boolean special = random.nextInt(6) == 0;
    String number = random.nextInt(3) == 0 ? field(numbers, 1, 31, 4) : star(numbers, 1, 31);
    String month = random.nextInt(5) == 0 ? field(months, 1, 12, 4) : star(months, 1, 12);
    String weekday = random.nextInt(3) == 0 ? field(weekdays, 0, 6, 4) : star(weekdays, 0, 6);
    this.wildcard = repeats;
    if (special) {
      int kind = random.nextInt(SPECIAL.length);
      number = kind < 4 ? SPECIAL[kind] : "*";
      weekday = kind < 4 ? "*" : SPECIAL[kind];
      days = day -> isSpecial(kind, day);
    } else {
      boolean either = !number.startsWith("*") && !weekday.startsWith("*");
      days =
          day -> {
            boolean one = numbers.get(day.getDayOfMonth());
            boolean other = weekdays.get(day.getDayOfWeek().getValue() % 7);
            return either ? one || other : one && other;
          };
    }
    text = words.add(number).add(month).add(weekday).toString();
  }

  private static final String[] SPECIAL = {"L", "L-2", "LW", "15W", "5L", "tue#2", "0#5"};

  /** By counting, day by day. */
  private static boolean isSpecial(int kind, LocalDate day) {
    int left = 0;
    for (LocalDate d = day; d.plusDays(1).getMonth() == day.getMonth(); d = d.plusDays(1)) {
      left++;
    }
    int weekday = day.getDayOfWeek().getValue();
    int nth = 0;
    for (LocalDate d = day; d.getMonth() == day.getMonth(); d = d.minusDays(7)) {
      nth++;
    }
    return switch (kind) {
      case 0 -> left == 0;
      case 1 -> left == 2;
      case 2 -> weekday <= 5 && (left == 0 || (weekday == 5 && left <= 2));
      case 3 ->
          weekday <= 5
              && (day.getDayOfMonth() == 15
                  || (weekday == 5 && day.getDayOfMonth() == 14)
                  || (weekday == 1 && day.getDayOfMonth() == 16));
      case 4 -> weekday == 5 && left < 7;
      case 5 -> weekday == 2 && nth == 2;
      default -> weekday == 7 && nth == 5;
    };
  }

  private static String star(BitSet set, int least, int most) {
    set.set(least, most + 1);
    return "*";
  }

  /** One of: star, step, range that may go over the end, range with step, list, number. */
  private String field(BitSet set, int least, int most, int stars) {
    int size = most - least + 1;
    int first = least + random.nextInt(size);
    int length = 1 + random.nextInt(size - 1);
    int step = 1 + random.nextInt(size - 1);
    int last = least + (first - least + length - 1) % size;
    return switch (random.nextInt(6 + stars)) {
      case 0 -> {
        for (int n = least; n <= most; n += step) {
          set.set(n);
        }
        wildcard = true;
        yield "*/" + step;
      }
      case 1 -> {
        for (int i = 0; i < length; i++) {
          set.set(least + (first - least + i) % size);
        }
        yield first + "-" + last;
      }
      case 2 -> {
        for (int i = 0; i < length; i += step) {
          set.set(least + (first - least + i) % size);
        }
        wildcard = true;
        yield first + "-" + last + "/" + step;
      }
      case 3 -> {
        set.set(first);
        set.set(last);
        yield first + "," + last;
      }
      case 4, 5 -> {
        set.set(first);
        yield Integer.toString(first);
      }
      default -> {
        wildcard = true;
        yield star(set, least, most);
      }
    };
  }

  Schedule engine(ZoneId zone) {
    return CronText.parse(text, zone);
  }

  /** Whether every instant that matches is a slot. */
  boolean repeats() {
    return wildcard;
  }

  boolean hasDay(LocalDate day) {
    return months.get(day.getMonthValue()) && days.test(day);
  }

  /** Which times of a day match, looked at in steps of so many seconds. */
  boolean[] times(int step) {
    boolean[] times = new boolean[86_400 / step];
    for (int i = 0; i < times.length; i++) {
      int second = i * step;
      times[i] =
          hours.get(second / 3600) && minutes.get(second / 60 % 60) && seconds.get(second % 60);
    }
    return times;
  }

  @Override
  public String toString() {
    return text;
  }
}
