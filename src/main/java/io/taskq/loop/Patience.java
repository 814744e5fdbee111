package io.taskq.loop;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something that only asking again can tell. */
public final class Patience {

  private Patience() {}

  /** Asks until the answer is yes, or the time is up; answers whether it was yes. */
  public static boolean await(Duration limit, Duration pause, BooleanSupplier question) {
    long end = System.nanoTime() + limit.toNanos();
    while (!question.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
