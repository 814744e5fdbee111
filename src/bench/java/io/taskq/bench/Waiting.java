package io.taskq.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something to become true, by looking often. */
final class Waiting {

  private static final long BETWEEN_LOOKS_NANOS = 2_000_000;

  private Waiting() {}

  static void until(String what, Duration longest, BooleanSupplier reached) {
    long end = System.nanoTime() + longest.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited " + longest.toSeconds() + " s in vain: " + what);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
  }
}
