package io.taskq.worker;

import io.taskq.json.Json;
import io.taskq.message.Message;
import io.taskq.state.Failure;
import io.taskq.task.Task;
import io.taskq.worker.child.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Calls a task's code and turns what comes back, or is thrown, into the end of its run.
 * Thread-safe.
 */
final class TaskCall {

  private final Ends ends;
  private final Starts starts;
  private final Outlets outlets;
  private final Accepted accepted;
  private final TaskEvents events;
  private final RunLimits limits;
  private final Place place;
  private final InstantSource clock;

  TaskCall(WorkerParts parts, Ends ends, Starts starts, Outlets outlets, Place place) {
    this.ends = ends;
    this.starts = starts;
    this.outlets = outlets;
    this.place = place;
    this.accepted = parts.accepted();
    this.events = parts.events();
    this.limits = parts.limits();
    this.clock = parts.clock();
  }

  Ends ends() {
    return ends;
  }

  /** Empty when the run was ended by somebody else before it began. */
  Optional<Settlement> run(Run run, Message message, Task task) {
    RunContext context = new RunContext(run, message, outlets);
    Optional<Outcome> outcome;
    try {
      outcome = place.run(context, task, grip -> begin(run, message, task, grip));
    } finally {
      run.letGo();
    }
    return outcome.map(how -> settlement(run, message, task, how));
  }

  private boolean begin(Run run, Message message, Task task, Grip grip) {
    Instant now = clock.instant();
    if (!run.begin(now, limits.of(message, task), grip)) {
      return false;
    }
    accepted.count(message.task());
    events.started(run);
    starts.began(run, now);
    return true;
  }

  private Settlement settlement(Run run, Message message, Task task, Outcome outcome) {
    Duration took = Duration.between(run.startedAt().orElseThrow(), clock.instant());
    return switch (outcome) {
      case Outcome.Returned(Json value) -> ends.succeeded(run, message, value, took);
      case Outcome.Thrown(Failure why, var isFinal) ->
          ends.wentWrong(run, message, task, outcome, why, took);
      case Outcome.Again(Failure why, var wait, var most) ->
          ends.wentWrong(run, message, task, outcome, why, took);
      case Outcome.Ignored(String why) -> ends.ignored(run, message, why);
      case Outcome.Rejected(Failure why) -> ends.rejected(run, message, why);
      case Outcome.Died(String how) -> ends.died(run, message, task, how);
    };
  }
}
