package io.taskq.message;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonNumber;
import io.taskq.json.JsonObject;
import io.taskq.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Typed looks at a message's headers. Every look is total: a header of the wrong type reads as
 * absent, and {@link #whatIsWrong} names it, so that the codec can refuse the message.
 */
final class Headers {

  private static final int LONGEST_ID = 255;
  private static final double LONGEST_SECONDS = 1e9;
  private static final long MOST_RETRIES = 1_000_000_000;

  private Headers() {}

  /** A name or id: a string, or a whole number by its digits. Empty for everything else. */
  static Optional<String> text(JsonObject headers, String name) {
    return switch (headers.get(name)) {
      case JsonString(String value) -> Optional.of(value);
      case JsonNumber number when number.isWhole() -> Optional.of(number.literal());
      default -> Optional.empty();
    };
  }

  static int retries(JsonObject headers) {
    return headers.get("retries").asLong().filter(Headers::isCount).map(Long::intValue).orElse(0);
  }

  /** The first of {@code timelimit} is the hard limit, the second the soft one. */
  static Optional<Duration> limit(JsonObject headers, int index) {
    return headers.get("timelimit") instanceof JsonArray limits && limits.size() > index
        ? seconds(limits.get(index))
        : Optional.empty();
  }

  /** Null means that the task's own setting decides. */
  static Optional<Boolean> flag(JsonObject headers, String name) {
    return headers.get(name) instanceof JsonNumber number
        ? Optional.of(number.doubleValue() != 0)
        : headers.get(name).asBoolean();
  }

  /** The first thing wrong with the headers of a task message; empty when nothing is. */
  static Optional<String> whatIsWrong(JsonObject headers) {
    Json retries = headers.get("retries");
    if (!retries.isNull() && retries.asLong().filter(Headers::isCount).isEmpty()) {
      return Optional.of("header retries is not a count: " + shown(retries));
    }
    Json limits = headers.get("timelimit");
    if (!limits.isNull() && !isLimits(limits)) {
      return Optional.of("header timelimit is not [hard, soft] in seconds: " + shown(limits));
    }
    return Optional.empty();
  }

  static Optional<String> whatIsWrongWithId(String id) {
    if (id.isEmpty()) {
      return Optional.of("the task id is empty");
    }
    if (id.length() > LONGEST_ID || id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
      return Optional.of("the task id is longer than 255 bytes");
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (Character.isISOControl(c)) {
        return Optional.of("the task id has control characters");
      }
      if (Character.isSurrogate(c)
          && Character.getType(id.codePointAt(i)) == Character.SURROGATE
          && (i == 0 || !Character.isSurrogatePair(id.charAt(i - 1), c))) {
        return Optional.of("the task id has half a character");
      }
    }
    return Optional.empty();
  }

  /** The value as short text for a reason. */
  static String shown(Json value) {
    return PythonRepr.of(value, 80);
  }

  private static boolean isCount(long number) {
    return number >= 0 && number <= MOST_RETRIES;
  }

  private static boolean isLimits(Json value) {
    return value instanceof JsonArray limits
        && limits.size() == 2
        && isSeconds(limits.get(0))
        && isSeconds(limits.get(1));
  }

  private static boolean isSeconds(Json value) {
    return value instanceof JsonNull || (value instanceof JsonNumber number && number.isFinite());
  }

  /** A limit of 0 is none, as Celery reads it. */
  private static Optional<Duration> seconds(Json value) {
    if (!(value instanceof JsonNumber number) || !(number.doubleValue() > 0)) {
      return Optional.empty();
    }
    double millis = Math.min(number.doubleValue(), LONGEST_SECONDS) * 1000;
    return Optional.of(Duration.ofMillis(Math.max(1, Math.round(millis))));
  }
}
