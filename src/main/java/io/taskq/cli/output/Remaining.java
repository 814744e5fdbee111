package io.taskq.cli.output;

import java.time.Duration;

/** How long it is until something, in the unit a person would use. */
public final class Remaining {

  private Remaining() {}

  /** For example {@code in 40 s}, {@code in 15 h}; {@code now} when the time is over. */
  public static String words(Duration left) {
    if (left.isNegative()) {
      return "now";
    }
    // The next full second: what is due in 5.9 s is not due in 5.
    long seconds = left.plusMillis(999).toSeconds();
    if (seconds < 120) {
      return "in " + seconds + " s";
    }
    if (seconds < 7_200) {
      return "in " + seconds / 60 + " m";
    }
    return seconds < 172_800 ? "in " + seconds / 3_600 + " h" : "in " + seconds / 86_400 + " d";
  }
}
