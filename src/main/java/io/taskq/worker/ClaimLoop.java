package io.taskq.worker;

import io.taskq.broker.Claim;
import io.taskq.broker.Delivery;
import io.taskq.error.TaskqException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Claims messages for free slots and hands each one out. Every pass begins with the next queue, so
 * that a flooded one cannot starve the others. One thread steps.
 */
final class ClaimLoop {

  private static final int MOST_IN_ONE_CALL = 200;
  private static final int PROMOTED_IN_ONE_CALL = 200;
  private static final Duration BUSY_WAIT = Duration.ofMillis(10);
  private static final Duration IDLE_WAIT = Duration.ofMillis(200);
  private static final Duration WAIT_FOR_SLOT = Duration.ofSeconds(1);
  private static final Duration AWAKE_AFTER_WORK = Duration.ofSeconds(1);
  private static final Duration BETWEEN_PROMOTIONS = Duration.ofMillis(100);

  private final WorkerParts parts;
  private final String worker;
  private final Consumer<Run> start;

  /** The claim each queue was last asked with and has not answered; repeated after an outage. */
  private final Map<String, String> unanswered = new HashMap<>();

  private long claims;
  private int turn;
  private long emptyPasses;
  private Instant lastWork;
  private Instant promoteAt;
  private volatile boolean stopped;
  private volatile boolean paused;
  private volatile long passesWithoutWork;

  /**
   * Makes the loop.
   *
   * @param worker names this process's claims; no other process ever uses the same
   * @param start runs what was claimed, in a slot already taken
   */
  ClaimLoop(WorkerParts parts, String worker, Consumer<Run> start) {
    this.parts = parts;
    this.worker = worker;
    this.start = start;
    this.lastWork = parts.clock().instant();
    this.promoteAt = lastWork;
  }

  /** Claims nothing from here on. */
  void stop() {
    stopped = true;
  }

  /** Claims nothing while it is paused. */
  void pause(boolean now) {
    paused = now;
  }

  /** How many passes over all queues brought nothing since one last brought something. */
  long passesWithoutWork() {
    return passesWithoutWork;
  }

  /** One pass over all queues. Answers how long to rest when there is nothing to do. */
  Duration step() {
    if (stopped || paused || parts.slots().free() == 0) {
      return WAIT_FOR_SLOT;
    }
    try {
      return passOver();
    } catch (TaskqException.Unavailable e) {
      parts.outage().down(e.loss());
      return IDLE_WAIT;
    }
  }

  private Duration passOver() {
    int claimed = 0;
    List<String> queues = parts.consumed().names();
    for (int i = 0; i < queues.size(); i++) {
      String queue = queues.get((turn + i) % queues.size());
      int room = Math.min(parts.slots().free(), MOST_IN_ONE_CALL);
      if (room > 0 && !stopped) {
        claimed += claimOrComplain(queue, room);
      }
    }
    turn = queues.isEmpty() ? 0 : (turn + 1) % queues.size();
    Instant now = parts.clock().instant();
    if (claimed > 0) {
      lastWork = now;
      emptyPasses = 0;
      passesWithoutWork = 0;
      return Duration.ZERO;
    }
    emptyPasses++;
    passesWithoutWork = emptyPasses;
    promote(now);
    return now.isBefore(lastWork.plus(AWAKE_AFTER_WORK)) ? BUSY_WAIT : IDLE_WAIT;
  }

  /** A queue Redis refuses, for a key of another program, must not keep the others waiting. */
  private int claimOrComplain(String queue, int room) {
    try {
      return claim(queue, room);
    } catch (TaskqException.Refused | TaskqException.Invalid e) {
      parts.outage().refused(e.getMessage());
      return 0;
    }
  }

  private int claim(String queue, int room) {
    String claimId = unanswered.computeIfAbsent(queue, q -> worker + "-" + ++claims);
    Claim claim =
        new Claim(
            worker,
            claimId,
            parts.options().lease(),
            room,
            isLowestFirst(),
            !parts.inFlight().holdsSuspect());
    List<Delivery> deliveries = parts.broker().claim(queue, claim);
    unanswered.remove(queue);
    Instant now = parts.clock().instant();
    for (Delivery delivery : deliveries) {
      parts.slots().take();
      Run run = new Run(delivery, now);
      parts.inFlight().add(run);
      start.accept(run);
    }
    return deliveries.size();
  }

  private boolean isLowestFirst() {
    int fair = parts.options().fair();
    return fair > 0 && claims % fair == 0;
  }

  /** What became due is served without waiting for the house loop. */
  private void promote(Instant now) {
    if (!now.isBefore(promoteAt)) {
      promoteAt = now.plus(BETWEEN_PROMOTIONS);
      for (String queue : parts.consumed().names()) {
        try {
          parts.broker().promote(queue, PROMOTED_IN_ONE_CALL);
        } catch (TaskqException.Refused | TaskqException.Invalid e) {
          parts.outage().refused(e.getMessage());
        }
      }
    }
  }
}
