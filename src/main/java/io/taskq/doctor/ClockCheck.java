package io.taskq.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How far the clock of this machine is from that of Redis. */
final class ClockCheck {

  private static final Duration NOTABLE = Duration.ofSeconds(2);

  private final Instant here;
  private final Instant there;

  ClockCheck(Instant here, Instant there) {
    this.here = here;
    this.there = there;
  }

  Finding finding() {
    Duration ahead = Duration.between(there, here);
    double seconds = ahead.toMillis() / 1e3;
    if (ahead.abs().compareTo(NOTABLE) < 0) {
      return Finding.ok(String.format(Locale.ROOT, "clocks differ by %.1f s", Math.abs(seconds)));
    }
    return Finding.warn(
        String.format(
            Locale.ROOT,
            "this machine's clock is %.1f s %s that of Redis: logs and --eta from here are wrong"
                + " by that; leases are not",
            Math.abs(seconds),
            ahead.isNegative() ? "behind" : "ahead of"),
        "Let a time service set the clocks.");
  }
}
