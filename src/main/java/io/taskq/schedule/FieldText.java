package io.taskq.schedule;

import java.util.ArrayList;
import java.util.List;

/** Reads one field as Celery's crontab does: lists of {@code *}, {@code a}, {@code a-b}, steps. */
final class FieldText {

  private static final int LONGEST_NUMBER = 4;

  private final Field field;
  private final String text;

  FieldText(Field field, String text) {
    this.field = field;
    this.text = text;
  }

  Values read() {
    List<Integer> numbers = new ArrayList<>();
    for (String part : text.strip().split(",", -1)) {
      numbers.addAll(part(part.strip()));
    }
    return Values.of(field, numbers, text.contains("*") || text.contains("/"));
  }

  private List<Integer> part(String part) {
    String[] halves = part.split("/", -1);
    boolean stepped = halves.length == 2;
    // A step needs something to step through: Celery refuses 5/15 too.
    if (halves.length > 2 || (stepped && !halves[0].equals("*") && !halves[0].contains("-"))) {
      throw wrong();
    }
    List<Integer> range = range(halves[0]);
    int step = stepped ? digits(halves[1]) : 1;
    if (step == 0) {
      throw wrong();
    }
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < range.size(); i += step) {
      taken.add(range.get(i));
    }
    return taken;
  }

  private List<Integer> range(String words) {
    if (words.equals("*")) {
      return between(field.least(), field.most());
    }
    String[] ends = words.split("-", -1);
    if (ends.length > 2) {
      throw wrong();
    }
    int first = number(ends[0]);
    int last = number(ends[ends.length - 1]);
    if (first <= last) {
      return between(first, last);
    }
    List<Integer> wrapped = between(first, field.most());
    wrapped.addAll(between(field.least(), last));
    return wrapped;
  }

  private static List<Integer> between(int first, int last) {
    List<Integer> numbers = new ArrayList<>();
    for (int number = first; number <= last; number++) {
      numbers.add(number);
    }
    return numbers;
  }

  private int number(String word) {
    int number = Field.numberOf(word).orElseGet(() -> digits(word));
    if (number < field.least() || number > field.most()) {
      throw new WrongSchedule("\"" + shown() + "\" is out of range", field.right());
    }
    return number;
  }

  private int digits(String word) {
    if (word.isEmpty()
        || word.length() > LONGEST_NUMBER
        || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw wrong();
    }
    return Integer.parseInt(word);
  }

  private WrongSchedule wrong() {
    return new WrongSchedule("\"" + shown() + "\" cannot be read", field.right());
  }

  private String shown() {
    return "crontab." + field.word() + ": " + text;
  }
}
