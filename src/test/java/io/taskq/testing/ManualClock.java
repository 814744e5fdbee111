package io.taskq.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class ManualClock implements InstantSource {

  private final AtomicReference<Instant> now;

  private ManualClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  /** A clock that shows the given instant, such as {@code 2030-01-01T00:00:00Z}. */
  public static ManualClock at(String instant) {
    return at(Instant.parse(instant));
  }

  /** A clock that shows the given instant. */
  public static ManualClock at(Instant instant) {
    return new ManualClock(instant);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Moves the clock, backwards too when the duration is negative, and answers what it shows. */
  public Instant advance(Duration by) {
    return now.updateAndGet(then -> then.plus(by));
  }

  /** Sets the clock to any instant, as an administrator would. */
  public void set(Instant instant) {
    now.set(instant);
  }
}
