package io.taskq.worker;

import io.taskq.broker.Broker;
import io.taskq.error.TaskqException;
import io.taskq.loop.Outage;
import io.taskq.message.Message;
import java.time.Duration;
import java.time.Instant;

/**
 * Brings what tasks say of their progress to Redis, at most so often for one run: a task may say it
 * in a loop. Thread-safe.
 */
final class Progress {

  private static final Duration BETWEEN_REPORTS = Duration.ofMillis(250);

  private final WorkerParts parts;
  private final Results results;

  Progress(WorkerParts parts, Results results) {
    this.parts = parts;
    this.results = results;
  }

  void say(Run run, Message message, double percent, String text) {
    Instant now = parts.clock().instant();
    if (!run.mayReport(now, BETWEEN_REPORTS)) {
      return;
    }
    Broker broker = parts.broker();
    Outage outage = parts.outage();
    try {
      results
          .progress(message, percent, text)
          .ifPresent(result -> broker.begin(run.handle(), result));
    } catch (TaskqException.Unavailable e) {
      // Progress is news, not an outcome: during an outage it is left out.
      outage.down(e.loss());
    } catch (TaskqException.Refused | TaskqException.Invalid e) {
      outage.refused(e.getMessage());
    }
  }
}
