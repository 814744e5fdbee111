package io.taskq.worker;

import io.taskq.broker.Broker;
import java.time.Duration;
import java.time.Instant;

/** Writes STARTED for runs that go on for a while, or for all, or for none. Thread-safe. */
final class Starts {

  private static final Duration BLINK = Duration.ofMillis(250);

  private final Broker broker;
  private final InFlight inFlight;
  private final Results results;
  private final StartPolicy policy;

  Starts(Broker broker, InFlight inFlight, Results results, StartPolicy policy) {
    this.broker = broker;
    this.inFlight = inFlight;
    this.results = results;
    this.policy = policy;
  }

  /** Writes it for all runs that have become due. */
  void write(Instant now) {
    if (policy == StartPolicy.LATE) {
      inFlight.all().forEach(run -> writeWhenSince(run, now.minus(BLINK)));
    }
  }

  /** Called as a run begins: the place for those who want every start written. */
  void began(Run run, Instant now) {
    if (policy == StartPolicy.ALWAYS) {
      writeWhenSince(run, now);
    }
  }

  private void writeWhenSince(Run run, Instant since) {
    if (run.takeStart(since)) {
      run.message()
          .flatMap(message -> results.started(message))
          .ifPresent(result -> broker.begin(run.handle(), result));
    }
  }
}
