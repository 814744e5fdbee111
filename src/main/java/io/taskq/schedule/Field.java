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

  /**
   * The number of a month or a weekday, by its name or the beginning of it, such as {@code fri}.
   * Celery takes both in every field: {@code jan-mar} are hours too.
   */
  static OptionalInt numberOf(String name) {
    OptionalInt month = MONTH_OF_YEAR.place(name);
    return month.isPresent() ? month : DAY_OF_WEEK.place(name);
  }

  private OptionalInt place(String name) {
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

  /** The name of a number, such as {@code Friday}; the number itself where none has a name. */
  String nameOf(int number) {
    if (names.isEmpty()) {
      return Integer.toString(number);
    }
    String name = names.split(" ", -1)[number - least];
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
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
