package io.taskq.worker;

import io.taskq.broker.Burial;
import io.taskq.broker.Deferral;
import io.taskq.broker.StoredResult;
import java.util.Optional;

/** How a delivery ends, and what to say when Redis has accepted it. */
sealed interface Settlement {

  Run run();

  /** Said once it is accepted; nothing is said of an end that was refused. */
  Runnable whenAccepted();

  /** The task is over: ack, and its result. */
  record Finished(Run run, Optional<StoredResult> result, Runnable whenAccepted)
      implements Settlement {}

  /** It comes again at a later moment. */
  record Deferred(Run run, Deferral deferral, Runnable whenAccepted) implements Settlement {}

  /** It never runs again; a dead letter with its reason. */
  record Buried(Run run, Burial burial, Runnable whenAccepted) implements Settlement {}

  /** It goes back untouched, for any worker, at once. */
  record Released(Run run, Runnable whenAccepted) implements Settlement {}
}
