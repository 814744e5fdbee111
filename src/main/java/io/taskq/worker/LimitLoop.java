package io.taskq.worker;

import io.taskq.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Holds runs to their time limits, whether Redis is there or not. One thread steps.
 *
 * <p>A soft limit asks the task to end, and lets it say how. A hard limit ends it.
 */
final class LimitLoop {

  private static final Duration BETWEEN_STEPS = Duration.ofMillis(50);
  private static final Duration WITHOUT_WORK = Duration.ofMillis(200);

  private final WorkerParts parts;
  private final Ends ends;
  private final Stops stops;
  private final Consumer<Settlement> settle;

  LimitLoop(WorkerParts parts, Ends ends, Stops stops, Consumer<Settlement> settle) {
    this.parts = parts;
    this.ends = ends;
    this.stops = stops;
    this.settle = settle;
  }

  Duration step() {
    Instant now = parts.clock().instant();
    for (Run run : parts.inFlight().all()) {
      if (!run.hasEnded()) {
        hold(run, now);
      }
    }
    stops.look(now);
    return parts.inFlight().isEmpty() ? WITHOUT_WORK : BETWEEN_STEPS;
  }

  private void hold(Run run, Instant now) {
    run.hardLimitPassed(now)
        .ifPresentOrElse(
            limit -> end(run, run.message().orElseThrow(), limit),
            () -> run.softLimitToTell(now).ifPresent(limit -> ask(run, limit)));
  }

  private void end(Run run, Message message, Duration limit) {
    if (stops.stop(run)) {
      settle.accept(ends.outOfTime(run, message, limit));
    }
  }

  private void ask(Run run, Duration limit) {
    parts.log().noted(run, "passed its soft time limit of " + limit.toMillis() / 1e3 + " s");
    run.passSoftLimit();
  }
}
