package io.taskq.beat;

import io.taskq.config.ScheduleEntry;
import io.taskq.config.Timing;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** When an entry is due, as a line of text. */
final class Spec {

  private static final int SECONDS_A_MINUTE = 60;
  private static final int SECONDS_AN_HOUR = 3600;

  private Spec() {}

  static String of(ScheduleEntry entry) {
    String start = entry.bounds().start().map(word -> " from " + word.text()).orElse("");
    return switch (entry.timing()) {
          case Timing.Every every -> "every " + words(every.interval());
          case Timing.Cron cron -> "cron " + cron.text() + " " + entry.zone();
          case Timing.At at -> "at " + at.text() + " " + entry.zone();
          case Timing.Crontab crontab -> "crontab " + fields(crontab) + " " + entry.zone();
        }
        + start;
  }

  private static String fields(Timing.Crontab crontab) {
    Map<String, String> sorted = new TreeMap<>();
    crontab.fields().forEach((field, word) -> sorted.put(field, word.text()));
    return sorted.toString();
  }

  /** As one would write it. */
  private static String words(Duration interval) {
    long seconds = interval.toSeconds();
    if (interval.toMillis() % 1000 != 0) {
      return interval.toMillis() + "ms";
    }
    if (seconds % SECONDS_AN_HOUR == 0) {
      return seconds / SECONDS_AN_HOUR + "h";
    }
    return seconds % SECONDS_A_MINUTE == 0 ? seconds / SECONDS_A_MINUTE + "m" : seconds + "s";
  }
}
