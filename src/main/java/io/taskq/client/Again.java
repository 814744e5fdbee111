package io.taskq.client;

import io.taskq.error.TaskqException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Asks Redis again while it is away, for as long as there is patience. For questions that may be
 * asked twice.
 */
record Again(Duration patience) {

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

  <T> T ask(Supplier<T> question) {
    long start = System.nanoTime();
    while (true) {
      try {
        return question.get();
      } catch (TaskqException.Unavailable e) {
        boolean over = System.nanoTime() - start > patience.toNanos();
        if (over || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      }
    }
  }
}
