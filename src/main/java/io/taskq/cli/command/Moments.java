package io.taskq.cli.command;

import io.taskq.config.Units;
import io.taskq.error.TaskqException;
import io.taskq.message.IsoTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the times of an order; those that count from the present ask Redis what time it is. */
final class Moments {

  private final ZoneId zone;
  private final Supplier<Instant> redisTime;

  Moments(ZoneId zone, Supplier<Instant> redisTime) {
    this.zone = zone;
    this.redisTime = redisTime;
  }

  /** When the order may run; empty for at once. */
  Optional<Instant> eta(Order order) {
    if (order.eta().isPresent() && order.countdown().isPresent()) {
      throw new TaskqException.Invalid(
          "cannot tell when to run", "--eta and --countdown do not mix", "Use one of the two.");
    }
    return order
        .eta()
        .map(text -> moment("--eta", text))
        .or(() -> order.countdown().map(text -> later("--countdown", duration(text))));
  }

  /** When the order is not worth running any more. */
  Optional<Instant> expires(Order order) {
    return order.expires().map(this::expires);
  }

  private Instant expires(String text) {
    try {
      return later("--expires", Units.time(text));
    } catch (IllegalArgumentException noDuration) {
      return moment("--expires", text);
    }
  }

  private Instant moment(String option, String text) {
    return IsoTime.parse(text, zone)
        .orElseThrow(
            () ->
                new TaskqException.Invalid(
                    "cannot read " + option,
                    "\"" + text + "\" is not a time",
                    "Give it as 2030-01-31T08:30:00+08:00; without a zone it is in " + zone + "."));
  }

  private static Duration duration(String text) {
    try {
      return Units.time(text);
    } catch (IllegalArgumentException e) {
      throw new TaskqException.Invalid(
          "cannot read --countdown",
          "\"" + text + "\" is not a number of seconds",
          "Give it as 10, 1.5, 500ms, 2h or 1d.");
    }
  }

  private Instant later(String option, Duration wait) {
    try {
      Instant moment = redisTime.get().plus(wait);
      // Celery's times have four digits for the year.
      IsoTime.format(moment);
      return moment;
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      throw new TaskqException.Invalid(
          "cannot read " + option, "that is after the year 9999", "Give a shorter time.");
    }
  }
}
