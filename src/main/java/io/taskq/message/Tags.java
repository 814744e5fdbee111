package io.taskq.message;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Delivery tags: one for every sending, never twice. Thread-safe.
 *
 * <p>Unique, but to be guessed by who has seen a few; good for names, never for secrets. {@link
 * UUID#randomUUID} asks a locked, slow source each time, and a worker needs one for every message.
 */
final class Tags {

  private static final long STEP = 0x9E3779B97F4A7C15L;
  private static final long HIGH;
  private static final long LOW;
  private static final AtomicLong COUNT = new AtomicLong();

  static {
    UUID seed = RandomId.nextUuid();
    HIGH = seed.getMostSignificantBits();
    LOW = seed.getLeastSignificantBits();
  }

  private Tags() {}

  /** A fresh tag in the form of a random UUID. */
  static String next() {
    long step = COUNT.incrementAndGet() * STEP;
    long high = (mixed(HIGH + step) & 0xffffffffffff0fffL) | 0x0000000000004000L;
    long low = (mixed(LOW - step) & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  /** Spreads every bit of the input over the whole output, and maps no two inputs to one output. */
  private static long mixed(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
