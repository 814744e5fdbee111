package io.taskq.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of values that settings have. */
final class Kinds {

  static final Kind<String> TEXT = new Kind<>("Give a text.", text -> text);

  static final Kind<Boolean> SWITCH = new Kind<>("Give true or false.", Kinds::readSwitch);

  static final Kind<Duration> DURATION =
      new Kind<>("Give a time such as 6s, 500ms, 2h, 1d; a plain number is seconds.", Units::time);

  static final Kind<String> RATE =
      new Kind<>("Give a rate such as 10/s, 5/m, 100/h; 0 is no limit.", Kinds::readRate);

  static final Kind<Long> SIZE =
      new Kind<>("Give a size such as 16MB, 512kB; a plain number is bytes.", Units::size);

  static final Kind<ZoneId> ZONE =
      new Kind<>("Give a time zone such as UTC or Asia/Shanghai.", Kinds::readZone);

  static final Kind<List<String>> LIST =
      new Kind<>("Give a list, or names with commas between.", Kinds::readList);

  static final Kind<AllowedHosts> HOSTS =
      new Kind<>(
          "Give networks such as 10.0.0.0/24 or names such as hooks.internal, as a list.",
          text -> AllowedHosts.read(readList(text)));

  private Kinds() {}

  /** Whether its values may be written as a list. */
  static boolean isList(Kind<?> kind) {
    return kind.equals(LIST) || kind.equals(HOSTS);
  }

  static Kind<Integer> whole(int least, int most) {
    String right =
        most == Integer.MAX_VALUE
            ? "Give a whole number from " + least + " up."
            : "Give a whole number from " + least + " to " + most + ".";
    return new Kind<>(right, text -> inRange(Integer.parseInt(text), least, most));
  }

  /** One of a few words. */
  static Kind<String> word(String... words) {
    List<String> known = List.of(words);
    return new Kind<>("Give one of: " + String.join(", ", known) + ".", text -> oneOf(known, text));
  }

  /** Nothing, or a value of the kind. */
  static <T> Kind<Optional<T>> optional(Kind<T> kind) {
    return new Kind<>(
        kind.right(), text -> text.isEmpty() ? Optional.empty() : Optional.of(kind.read(text)));
  }

  private static Integer inRange(int number, int least, int most) {
    if (number < least || number > most) {
      throw new IllegalArgumentException(number + " is out of range");
    }
    return number;
  }

  private static String oneOf(List<String> known, String text) {
    if (!known.contains(text)) {
      throw new IllegalArgumentException("unknown word " + text);
    }
    return text;
  }

  private static Boolean readSwitch(String text) {
    return switch (text) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  /** Only looked at here: what it means is the tasks' matter. */
  private static String readRate(String text) {
    if (!text.matches("\\d{1,9}(\\.\\d{1,9})?(/[smh])?")) {
      throw new IllegalArgumentException("no rate");
    }
    return text;
  }

  private static ZoneId readZone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("unknown zone", e);
    }
  }

  private static List<String> readList(String text) {
    List<String> items = new ArrayList<>();
    Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .forEach(items::add);
    return List.copyOf(items);
  }
}
