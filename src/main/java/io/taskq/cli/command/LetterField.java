package io.taskq.cli.command;

import io.taskq.broker.PastDelivery;
import io.taskq.config.Units;
import io.taskq.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What can be asked of a dead letter. */
enum LetterField {
  TASK,
  ID,
  DELIVERY,
  QUEUE,
  REASON,
  WORKER,
  ARGS,
  KWARGS,
  AGE,
  ATTEMPT,
  DELIVERIES;

  private static final List<String> OF_TEXT = List.of("=", "!=", "~", "!~");
  private static final List<String> OF_NUMBERS = List.of("=", "!=", ">", ">=", "<", "<=");

  static Optional<LetterField> named(String name) {
    return Arrays.stream(values()).filter(field -> field.word().equals(name)).findFirst();
  }

  static String names() {
    return Arrays.stream(values()).map(LetterField::word).collect(Collectors.joining(" "));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private boolean isNumber() {
    return this == AGE || this == ATTEMPT || this == DELIVERIES;
  }

  boolean knows(String operator) {
    return (isNumber() ? OF_NUMBERS : OF_TEXT).contains(operator);
  }

  String operators() {
    return String.join(" ", isNumber() ? OF_NUMBERS : OF_TEXT);
  }

  /** What a value would have to be. */
  String right() {
    return this == AGE ? "Give a time such as 90s, 20m, 2h or 1d." : "Give a whole number.";
  }

  /**
   * The question.
   *
   * @throws IllegalArgumentException when the value is none of this field
   */
  Predicate<Letter> test(String operator, String value, Instant now, Set<String> hide) {
    if (!isNumber()) {
      return letter -> texts(letter, hide).anyMatch(operator, value);
    }
    long wanted = this == AGE ? Units.time(value).toMillis() : Long.parseLong(value);
    return letter -> compares(operator, Long.compare(number(letter, now), wanted));
  }

  private long number(Letter letter, Instant now) {
    return switch (this) {
      case AGE -> Duration.between(letter.dead().buriedAt(), now).toMillis();
      case ATTEMPT -> letter.message().map(Message::attempt).orElse(0);
      default -> letter.dead().deliveries();
    };
  }

  private static boolean compares(String operator, int sign) {
    return switch (operator) {
      case "=" -> sign == 0;
      case "!=" -> sign != 0;
      case ">" -> sign > 0;
      case ">=" -> sign >= 0;
      case "<" -> sign < 0;
      default -> sign <= 0;
    };
  }

  /** The texts of a field; of several workers one is enough. */
  private record Texts(List<String> all) {

    boolean anyMatch(String operator, String value) {
      String low = value.toLowerCase(Locale.ROOT);
      boolean contains = operator.endsWith("~");
      boolean any =
          all.stream()
              .anyMatch(
                  text ->
                      contains ? text.toLowerCase(Locale.ROOT).contains(low) : text.equals(value));
      return any != operator.startsWith("!");
    }
  }

  private Texts texts(Letter letter, Set<String> hide) {
    return new Texts(
        switch (this) {
          case TASK -> letter.message().map(Message::task).stream().toList();
          case ID -> letter.taskId().stream().toList();
          case DELIVERY -> List.of(letter.dead().id());
          case QUEUE -> List.of(letter.dead().queue());
          case REASON -> List.of(letter.dead().reason());
          case WORKER -> letter.dead().history().stream().map(PastDelivery::worker).toList();
          case ARGS -> letter.args(hide).stream().toList();
          default -> letter.kwargs(hide).stream().toList();
        });
  }
}
