package io.taskq.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a worker comes to its end: it drains, and when that takes too long, or it is told so, it
 * gives back what runs. Its {@link #step} is one look whether it is over. Thread-safe.
 */
final class Ending {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  /** While nobody waits for the end: looking often was a third of what an idle worker cost. */
  private static final Duration WHILE_IT_GOES_ON = Duration.ofMillis(100);

  /** How long the last words to Redis may take before the leases have to do. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final WorkerParts parts;
  private final ClaimLoop claims;
  private final Ends ends;
  private final Stops stops;
  private final Consumer<Settlement> settle;
  private final Consumer<Worker.End> over;
  private final InstantSource clock;
  private Optional<Instant> drainingSince = Optional.empty();
  private Optional<Instant> gaveBackAt = Optional.empty();
  private long emptyPasses = -1;
  private int givenBack;

  Ending(
      WorkerParts parts,
      ClaimLoop claims,
      Ends ends,
      Stops stops,
      Consumer<Settlement> settle,
      Consumer<Worker.End> over) {
    this.parts = parts;
    this.claims = claims;
    this.ends = ends;
    this.stops = stops;
    this.settle = settle;
    this.over = over;
    this.clock = parts.clock();
  }

  /** Claims nothing more and lets run what runs. */
  synchronized void drain() {
    claims.stop();
    if (drainingSince.isEmpty()) {
      drainingSince = Optional.of(clock.instant());
      parts.inFlight().all().forEach(this::giveBackUnbegun);
    }
  }

  /** Gives a run back that has not begun. False when it has. */
  boolean giveBackUnbegun(Run run) {
    boolean unbegun = run.takeEndUnbegun();
    if (unbegun) {
      settle.accept(ends.givenBack(run, "the worker drains"));
    }
    return unbegun;
  }

  void pause() {
    claims.pause(true);
  }

  void resume() {
    claims.pause(false);
  }

  synchronized boolean isDraining() {
    return drainingSince.isPresent();
  }

  /** Gives what runs back to its queue. */
  synchronized void stopNow() {
    drain();
    if (gaveBackAt.isEmpty()) {
      gaveBackAt = Optional.of(clock.instant());
      for (Run run : parts.inFlight().all()) {
        if (stops.stop(run)) {
          givenBack++;
          settle.accept(ends.stopped(run));
        }
      }
    }
  }

  synchronized Duration step() {
    Instant now = clock.instant();
    if (parts.options().burst() && drainingSince.isEmpty() && isNothingLeft()) {
      drain();
    }
    if (drainingSince.isPresent()) {
      boolean tooLong =
          parts
              .options()
              .drainTimeout()
              .map(most -> now.isAfter(drainingSince.get().plus(most)))
              .orElse(false);
      if (tooLong) {
        stopNow();
      }
      if (parts.inFlight().isEmpty() || lastWordsAreSpoken(now)) {
        over.accept(givenBack == 0 ? Worker.End.FINISHED : Worker.End.GAVE_BACK);
      }
    }
    return drainingSince.isPresent() || parts.options().burst() ? BETWEEN_LOOKS : WHILE_IT_GOES_ON;
  }

  private boolean lastWordsAreSpoken(Instant now) {
    return gaveBackAt.map(at -> now.isAfter(at.plus(LAST_WORDS))).orElse(false);
  }

  /**
   * Nothing runs or was put off by its rate, and a whole pass over the queues that began after that
   * brought nothing.
   */
  private boolean isNothingLeft() {
    long passes = claims.passesWithoutWork();
    if (!parts.inFlight().isEmpty() || passes == 0 || parts.rates().owesTurns()) {
      emptyPasses = -1;
      return false;
    }
    if (emptyPasses < 0) {
      emptyPasses = passes;
    }
    // One pass may have been under way when the last run ended; the second one was not.
    return passes >= emptyPasses + 2;
  }
}
