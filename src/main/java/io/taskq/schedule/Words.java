package io.taskq.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** Numbers as people say them. */
final class Words {

  /** Three that follow each other are a range. */
  private static final int SHORTEST_RANGE = 3;

  private static final int TEN = 10;
  private static final int HUNDRED = 100;

  private Words() {}

  /** Those that match, in their order: {@code 1, 5 to 9 and 20}. */
  static String list(Field field, IntPredicate matches, IntFunction<String> name) {
    return list(field.least(), field.most(), matches, name);
  }

  /** The same of weekdays; a week begins on Monday. */
  static String weekdays(IntPredicate matches) {
    return list(
        1,
        DayRule.WEEK,
        day -> matches.test(day % DayRule.WEEK),
        day -> Field.DAY_OF_WEEK.nameOf(day % DayRule.WEEK));
  }

  private static String list(int least, int most, IntPredicate matches, IntFunction<String> name) {
    List<String> parts = new ArrayList<>();
    for (int first = least; first <= most; first++) {
      int end = first;
      while (end <= most && matches.test(end)) {
        end++;
      }
      if (end - first >= SHORTEST_RANGE) {
        parts.add(name.apply(first) + " to " + name.apply(end - 1));
        first = end;
      } else if (end > first) {
        parts.add(name.apply(first));
      }
    }
    return join(parts);
  }

  /** {@code a, b and c}. */
  static String join(List<String> parts) {
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  /** {@code 1st}, {@code 2nd}, {@code 11th}. */
  static String place(int number) {
    boolean isTeen = number % HUNDRED / TEN == 1;
    return number
        + switch (isTeen ? 0 : number % TEN) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
  }
}
