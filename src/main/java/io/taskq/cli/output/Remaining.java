package io.taskq.cli.output;

import io.taskq.text.Span;
import java.time.Duration;

/** How long it is until something. */
public final class Remaining {

  private Remaining() {}

  /** For example {@code in 40 s}, {@code in 15 h}; {@code now} when the time is over. */
  public static String words(Duration left) {
    // The next full second: what is due in 5.9 s is not due in 5.
    return left.isNegative() ? "now" : "in " + Span.of(left.plusMillis(999));
  }
}
