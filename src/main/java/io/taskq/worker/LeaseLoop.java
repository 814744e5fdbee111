package io.taskq.worker;

import io.taskq.broker.Broker;
import io.taskq.broker.Handle;
import io.taskq.error.TaskqException;
import io.taskq.loop.Outage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the leases of what runs, and tells Redis of runs that take longer than a blink. A run whose
 * lease is gone is cancelled: another worker has its message. One thread steps.
 */
final class LeaseLoop {

  private static final Duration BETWEEN_STEPS = Duration.ofMillis(100);

  private final Broker broker;
  private final InFlight inFlight;
  private final Outage outage;
  private final Starts starts;
  private final Stops stops;
  private final TaskLog log;
  private final InstantSource clock;
  private final Duration lease;
  private final Runnable redisAnswers;
  private Instant renewAt;

  /**
   * Makes the loop.
   *
   * @param redisAnswers asks Redis anything, to know whether it is back
   */
  LeaseLoop(WorkerParts parts, Starts starts, Stops stops, Runnable redisAnswers) {
    this.broker = parts.broker();
    this.inFlight = parts.inFlight();
    this.outage = parts.outage();
    this.log = parts.log();
    this.clock = parts.clock();
    this.lease = parts.options().lease();
    this.starts = starts;
    this.stops = stops;
    this.redisAnswers = redisAnswers;
    this.renewAt = clock.instant();
  }

  Duration step() {
    try {
      Instant now = clock.instant();
      // During an outage each step tries: this is the loop that notices its end.
      if (!now.isBefore(renewAt) || outage.isDown()) {
        renew(now);
        renewAt = now.plus(lease.dividedBy(3));
      }
      starts.write(now);
    } catch (TaskqException.Unavailable e) {
      outage.down(e.loss());
    } catch (TaskqException.Refused | TaskqException.Invalid e) {
      outage.refused(e.getMessage());
    }
    return BETWEEN_STEPS;
  }

  private void renew(Instant now) {
    int kept = 0;
    Map<String, List<Run>> byQueue = new HashMap<>(inFlight.byQueue());
    for (Map.Entry<String, List<Run>> entry : byQueue.entrySet()) {
      kept += renewOrComplain(entry.getKey(), entry.getValue(), now);
    }
    if (outage.isDown()) {
      redisAnswers.run();
      outage.up(kept(kept));
    }
  }

  /** A queue Redis refuses must not cost the runs of the others their leases. */
  private int renewOrComplain(String queue, List<Run> runs, Instant now) {
    try {
      List<Handle> handles = runs.stream().map(run -> run.handleForRenewal(now)).toList();
      Set<String> lost = new HashSet<>(broker.extend(queue, handles, lease));
      runs.stream().filter(run -> lost.contains(run.delivery().id())).forEach(this::lose);
      return runs.size() - lost.size();
    } catch (TaskqException.Refused | TaskqException.Invalid e) {
      outage.refused(e.getMessage());
      return 0;
    }
  }

  private static String kept(int runs) {
    return switch (runs) {
      case 0 -> "";
      case 1 -> ", 1 running task kept its lease";
      default -> ", %,d running tasks kept their leases".formatted(runs);
    };
  }

  private void lose(Run run) {
    // A run whose end is on its way is gone from Redis for the best of reasons.
    if (stops.stop(run)) {
      // Another worker ends it. Kept here, it would keep this worker from ever being drained.
      inFlight.remove(run);
      log.noted(run, "lost its lease, another worker has it; cancelled here");
    }
  }
}
