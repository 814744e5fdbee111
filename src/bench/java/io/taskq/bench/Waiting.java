package io.taskq.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits: for something to become true, by looking often, or for a time to pass. */
final class Waiting {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

  private Waiting() {}

  static void until(String what, Duration longest, BooleanSupplier reached) {
    until(what, longest, BETWEEN_LOOKS, reached);
  }

  /** Looks less often, where looking disturbs what is measured. */
  static void until(String what, Duration longest, Duration between, BooleanSupplier reached) {
    long end = System.nanoTime() + longest.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited " + longest.toSeconds() + " s in vain: " + what);
      }
      LockSupport.parkNanos(between.toNanos());
    }
  }

  static void rest(Duration span) {
    restUntil(System.nanoTime() + span.toNanos());
  }

  static void restUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
