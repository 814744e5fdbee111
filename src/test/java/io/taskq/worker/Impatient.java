package io.taskq.worker;

import io.taskq.broker.Reaping;
import java.time.Duration;

/** Judges expired leases at once, so that a test need not wait for it. */
final class Impatient {

  static final Reaping REAPING =
      new Reaping(100, Duration.ZERO, Duration.ofHours(1), 10, Duration.ZERO, Duration.ZERO);

  private Impatient() {}
}
