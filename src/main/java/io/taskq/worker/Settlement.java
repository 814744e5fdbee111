package io.taskq.worker;

import io.taskq.broker.Deferral;
import io.taskq.broker.End;
import io.taskq.canvas.Plan;
import java.util.Optional;

/** How a delivery ends, and what to say when Redis has accepted it. */
sealed interface Settlement {

  Run run();

  /** Said once it is accepted; nothing is said of an end that was refused. */
  Runnable whenAccepted();

  /**
   * The task is over, or never runs again and is a dead letter: ack, its result and what follows.
   *
   * @param chord the chord whose parts the end counts
   */
  record Finished(Run run, End end, Optional<Plan.Chord> chord, Runnable whenAccepted)
      implements Settlement {}

  /** It comes again at a later moment. */
  record Deferred(Run run, Deferral deferral, Runnable whenAccepted) implements Settlement {}

  /** It goes back untouched, for any worker, at once. */
  record Released(Run run, Runnable whenAccepted) implements Settlement {}
}
