package io.taskq.schedule;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** Says in words which times of a day match. */
final class TimeWords {

  /** More times than these are said by their numbers. */
  private static final int MOST_CLOCKS = 4;

  private final Times times;
  private final boolean hasSeconds;

  TimeWords(Times times) {
    this.times = times;
    this.hasSeconds = times.seconds().bits() != Values.only(0).bits();
  }

  String words() {
    int count = times.hours().count() * times.minutes().count() * times.seconds().count();
    return count <= MOST_CLOCKS ? "at " + Words.join(clocks()) : numbers();
  }

  private List<String> clocks() {
    List<String> clocks = new ArrayList<>();
    LocalTime time = times.first();
    while (true) {
      // A LocalTime leaves out seconds that are zero.
      clocks.add(time.toString());
      LocalTime later = time.plusSeconds(1);
      if (later.equals(LocalTime.MIDNIGHT) || times.from(later).isEmpty()) {
        return clocks;
      }
      time = times.from(later).get();
    }
  }

  /** The smallest unit first; a greater one that is not bounded goes without saying. */
  private String numbers() {
    StringBuilder words = new StringBuilder();
    if (hasSeconds) {
      words.append(begin(Field.SECOND, times.seconds()));
      words.append(within(Field.MINUTE, times.minutes(), isList(Field.SECOND, times.seconds())));
    } else {
      words.append(begin(Field.MINUTE, times.minutes()));
    }
    return words
        .append(within(Field.HOUR, times.hours(), isList(Field.MINUTE, times.minutes())))
        .toString();
  }

  private static String begin(Field field, Values values) {
    int period = period(field, values);
    return switch (period) {
      case 0 -> "at " + named(field, values);
      case 1 -> "every " + field.word();
      default -> "every %d %ss".formatted(period, field.word());
    };
  }

  private static String within(Field field, Values values, boolean afterList) {
    int period = period(field, values);
    return switch (period) {
      case 0 -> " of " + named(field, values);
      case 1 -> afterList ? " of every " + field.word() : "";
      default -> " of every %s %s".formatted(Words.place(period), field.word());
    };
  }

  private static String named(Field field, Values values) {
    String unit = values.count() == 1 ? field.word() : field.word() + "s";
    return unit + " " + Words.list(field, values::has, Integer::toString);
  }

  private static boolean isList(Field field, Values values) {
    return period(field, values) == 0;
  }

  /** How far apart they are, when they are so all day long; else 0. */
  private static int period(Field field, Values values) {
    int size = field.most() + 1;
    for (int period = 1; period < size; period++) {
      if (size % period == 0 && values.bits() == multiples(period, size)) {
        return period;
      }
    }
    return 0;
  }

  private static long multiples(int period, int size) {
    long bits = 0;
    for (int number = 0; number < size; number += period) {
      bits |= 1L << number;
    }
    return bits;
  }
}
