package io.taskq.text;

import java.time.Duration;

/** A duration in the unit a person would use. */
public final class Span {

  private Span() {}

  /** For example {@code 40 s}, {@code 14 m}, {@code 15 h}, {@code 3 d}. */
  public static String of(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 120 * 60) {
      return seconds / 60 + " m";
    }
    return seconds < 48 * 3600 ? seconds / 3600 + " h" : seconds / 86400 + " d";
  }
}
