package io.taskq.schedule;

import java.time.LocalTime;
import java.util.Optional;

/** Which times of a day match. */
record Times(Values hours, Values minutes, Values seconds) {

  /** Whether it was written with a wildcard or a step for hour or minute. */
  boolean repeats() {
    return hours.repeats() || minutes.repeats();
  }

  /** For example {@code at 03:00}, or {@code every 5 minutes of hours 9 to 17}. */
  String words() {
    return new TimeWords(this).words();
  }

  LocalTime first() {
    return LocalTime.of(hours.first(), minutes.first(), seconds.first());
  }

  /** The first matching time of the day from this one on. */
  Optional<LocalTime> from(LocalTime start) {
    int hour = hours.from(start.getHour());
    if (hour > start.getHour()) {
      return firstOf(hour);
    }
    int minute = minutes.from(start.getMinute());
    if (minute == start.getMinute()) {
      int second = seconds.from(start.getSecond());
      if (second != Values.NONE) {
        return Optional.of(LocalTime.of(hour, minute, second));
      }
      minute = minutes.from(minute + 1);
    }
    return minute == Values.NONE
        ? firstOf(hours.from(hour + 1))
        : Optional.of(LocalTime.of(hour, minute, seconds.first()));
  }

  private Optional<LocalTime> firstOf(int hour) {
    return hour == Values.NONE
        ? Optional.empty()
        : Optional.of(LocalTime.of(hour, minutes.first(), seconds.first()));
  }
}
