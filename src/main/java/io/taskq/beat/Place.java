package io.taskq.beat;

import java.time.Instant;
import java.util.Optional;

/**
 * Where an entry stands.
 *
 * @param anchor since when it is known as it is
 * @param last the slot fired or passed over last; the epoch when there was none
 * @param resumed what came before it was left out on purpose; the epoch when there was no pause
 * @param run the task enqueued last
 * @param count how often it was fired
 * @param waiting the slot that is fired when the run is over
 */
record Place(
    Instant anchor,
    Instant last,
    Instant resumed,
    Optional<LastRun> run,
    long count,
    Optional<Instant> waiting) {

  /** A task that was enqueued for an entry, and when. */
  record LastRun(String id, Instant at) {}
}
