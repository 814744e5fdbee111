package io.taskq.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long an answer asks to be left alone. */
final class RetryAfter {

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private RetryAfter() {}

  /**
   * The wait it asks for; empty when it asks for none that can be read.
   *
   * @param now by the clock here; the answer's own date counts before it
   */
  static Optional<Duration> of(Answer answer, Instant now) {
    Optional<String> asked = answer.header("retry-after");
    if (asked.filter(text -> SECONDS.matcher(text).matches()).isPresent()) {
      return asked.map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
    Instant then = answer.header("date").flatMap(RetryAfter::date).orElse(now);
    return asked
        .flatMap(RetryAfter::date)
        .map(until -> Duration.between(then, until))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
