package io.taskq.message;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A Lamport clock: it moves with everything sent, and past everything received, so that monitors
 * can put what several nodes said into an order. Thread-safe.
 */
public final class LogicalClock {

  /** A sender may claim any number; past this one the clock of a node is not moved. */
  private static final long LARGEST = 1L << 52;

  private final AtomicLong now = new AtomicLong();

  /** Moves by one, for something that is sent now. */
  public long tick() {
    return now.incrementAndGet();
  }

  /** Moves past what a received message says. */
  public void receive(long other) {
    if (other < LARGEST) {
      now.accumulateAndGet(other, (mine, theirs) -> Math.max(mine, theirs) + 1);
    }
  }

  public long value() {
    return now.get();
  }
}
