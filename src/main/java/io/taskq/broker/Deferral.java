package io.taskq.broker;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A delivery that waits for its time.
 *
 * @param due when it may be handed out again, on Redis' clock
 * @param kind why
 * @param newRaw the message of the next attempt; the old one when empty
 * @param result what to store, such as RETRY
 * @param followUps what to send in the same step
 * @param why how the attempt failed, for a retry's history
 */
public record Deferral(
    Instant due,
    Kind kind,
    Optional<String> newRaw,
    Optional<StoredResult> result,
    List<FollowUp> followUps,
    String why) {

  /** A deferral that has nothing to tell. */
  public Deferral(
      Instant due,
      Kind kind,
      Optional<String> newRaw,
      Optional<StoredResult> result,
      List<FollowUp> followUps) {
    this(due, kind, newRaw, result, followUps, "");
  }

  /** Puts a delivery off that may not run yet; it stays with taskq and does not count. */
  public static Deferral until(Instant due) {
    return new Deferral(due, Kind.LATER, Optional.empty(), Optional.empty(), List.of());
  }

  /** Why a delivery waits. */
  public enum Kind {
    /** It never ran: when due it goes back on Celery's list, for any worker. */
    ETA,
    /** It ran and shall run again: deliveries are counted anew. */
    RETRY,
    /** It ran, and its process died: it shall run again, and the delivery counts. */
    CRASH,
    /** It never ran, and stays with taskq; the delivery is not counted. */
    LATER
  }
}
