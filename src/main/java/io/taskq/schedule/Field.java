package io.taskq.schedule;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A field of a schedule, by its name in Celery's crontab. */
enum Field {
  SECOND("second", 0, 59, ""),
  MINUTE("minute", 0, 59, ""),
  HOUR("hour", 0, 23, ""),
  DAY_OF_MONTH("day_of_month", 1, 31, ""),
  MONTH_OF_YEAR(
      "month_of_year",
      1,
      12,
      "january february march april may june july august september october november december"),
  DAY_OF_WEEK("day_of_week", 0, 6, "sunday monday tuesday wednesday thursday friday saturday");

  private static final int SHORTEST_NAME = 3;

  private final String word;
  private final int least;
  private final int most;
  private final String names;

  Field(String word, int least, int most, String names) {
    this.word = word;
    this.least = least;
    this.most = most;
    this.names = names;
  }

  String word() {
    return word;
  }

  int least() {
    return least;
  }

  int most() {
    return most;
  }

  /** The number of a name or of its beginning, such as {@code fri}. */
  OptionalInt numberOf(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.length() < SHORTEST_NAME) {
      return OptionalInt.empty();
    }
    List<String> known = List.of(names.split(" "));
    return IntStream.range(0, known.size())
        .filter(i -> known.get(i).startsWith(lower))
        .map(i -> least + i)
        .findFirst();
  }

  /** What would be right, as a sentence. */
  String right() {
    String range = "The %s is %d to %d".formatted(word.replace('_', ' '), least, most);
    if (this == DAY_OF_WEEK) {
      return range + " (0 is Sunday) or a name such as fri; also lists, ranges and steps: mon-fri.";
    }
    return range + "; also lists, ranges and steps: 1,2 or 1-5 or */2.";
  }
}
