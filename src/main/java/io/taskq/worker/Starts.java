package io.taskq.worker;

import io.taskq.broker.Broker;
import io.taskq.error.TaskqException;
import io.taskq.loop.Outage;
import java.time.Duration;
import java.time.Instant;

/** Writes STARTED for runs that go on for a while, or for all, or for none. Thread-safe. */
final class Starts {

  private static final Duration BLINK = Duration.ofMillis(250);

  private final Broker broker;
  private final InFlight inFlight;
  private final Results results;
  private final StartPolicy policy;
  private final Outage outage;

  Starts(WorkerParts parts, Results results) {
    this.broker = parts.broker();
    this.inFlight = parts.inFlight();
    this.results = results;
    this.policy = parts.options().starts();
    this.outage = parts.outage();
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
      try {
        writeWhenSince(run, now);
      } catch (TaskqException.Unavailable e) {
        // It is news, not an outcome: thrown here it would pass for a failure of the task.
        outage.down(e.loss());
      } catch (TaskqException.Refused | TaskqException.Invalid e) {
        outage.refused(e.getMessage());
      }
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
