package io.taskq.worker;

import io.taskq.broker.Deferral;
import io.taskq.canvas.Canvas;
import io.taskq.error.TaskqException;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Undecodable;
import io.taskq.state.Failure;
import io.taskq.task.Task;
import io.taskq.task.TaskRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes one delivery from its raw text to its end: reads it, looks whether it may run, runs it, and
 * hands its end to be settled. Whatever a message or a task does, an end comes out. Thread-safe.
 */
final class TaskRunner {

  private final MessageCodec codec;
  private final TaskRegistry tasks;
  private final Canvas canvas;
  private final WorkerParts parts;
  private final InstantSource redisClock;
  private final Ends ends;
  private final TaskCall call;
  private final Consumer<Settlement> settle;
  private final Stops stops;

  /**
   * Makes the runner.
   *
   * @param redisClock the clock that ETA and expiry are judged by
   * @param settle takes the end of each run
   */
  TaskRunner(
      WorkerSetup setup,
      WorkerParts parts,
      InstantSource redisClock,
      TaskCall call,
      Stops stops,
      Consumer<Settlement> settle) {
    this.codec = setup.codec();
    this.tasks = setup.tasks();
    this.canvas = setup.canvas();
    this.parts = parts;
    this.redisClock = redisClock;
    this.call = call;
    this.ends = call.ends();
    this.stops = stops;
    this.settle = settle;
  }

  /** Runs it on the calling thread and gives its slot back. */
  void run(Run run) {
    try {
      end(run).filter(end -> run.takeEnd()).ifPresent(settle);
    } finally {
      if (run.leaveSlot()) {
        parts.slots().give();
      } else {
        stops.cameBack(run);
      }
    }
  }

  private Optional<Settlement> end(Run run) {
    try {
      run.decoded(codec.decode(run.delivery().raw(), run.delivery().queue()));
    } catch (Undecodable e) {
      return Optional.of(ends.undecodable(run, e));
    }
    Message message = run.message().orElseThrow();
    Optional<String> unfollowable = canvas.whatIsWrong(message);
    if (unfollowable.isPresent()) {
      return Optional.of(ends.unsupported(run, message, unfollowable.get()));
    }
    Optional<Task> task = tasks.find(message.task());
    if (task.isEmpty()) {
      received(run);
      return Optional.of(ends.buried(run, message, Failure.notRegistered(message.task())));
    }
    if (run.delivery().deliveries() > ends.mostDeliveries(task.get())) {
      return Optional.of(ends.overDelivered(run, message, task.get()));
    }
    Optional<Settlement> unrun = revoked(run, message).or(() -> notNow(run, message));
    if (unrun.isEmpty()) {
      // Not received so far: it may be put off many times.
      unrun = tooOften(run, task.get());
      if (unrun.isPresent()) {
        return unrun;
      }
    }
    received(run);
    return unrun.or(() -> call.run(run, message, task.get()));
  }

  private void received(Run run) {
    parts.log().received(run);
    parts.events().received(run);
  }

  private Optional<Settlement> revoked(Run run, Message message) {
    if (!run.delivery().mayBeRevoked()) {
      return Optional.empty();
    }
    try {
      return parts.broker().revokes().isRevoked(message.id(), Stamps.of(message).values())
          ? Optional.of(ends.revoked(run, message, "revoked"))
          : Optional.empty();
    } catch (TaskqException.Unavailable e) {
      // It must not run when it may be revoked: it is asked for again when Redis is back.
      parts.outage().down(e.getMessage());
      return Optional.of(ends.givenBack(run, "nobody knows whether it is revoked"));
    }
  }

  /** Its rate is used up for now: it waits in Redis, where it holds no slot and blocks no other. */
  private Optional<Settlement> tooOften(Run run, Task task) {
    try {
      Duration wait = parts.rates().wait(task, run.delivery().ownedBefore());
      return wait.isZero()
          ? Optional.empty()
          : Optional.of(
              new Settlement.Deferred(
                  run, Deferral.until(redisClock.instant().plus(wait)), () -> {}));
    } catch (TaskqException.Unavailable e) {
      parts.outage().down(e.loss());
      return Optional.of(ends.givenBack(run, "nobody knows whether its rate is used up"));
    }
  }

  /** The end of a message that must not run now: too early, or too late. */
  private Optional<Settlement> notNow(Run run, Message message) {
    if (message.eta().isEmpty() && message.expires().isEmpty()) {
      return Optional.empty();
    }
    Instant now = redisClock.instant();
    if (message.isExpired(now)) {
      return Optional.of(ends.revoked(run, message, "expired"));
    }
    return message
        .eta()
        .filter(now::isBefore)
        .map(
            due ->
                new Settlement.Deferred(
                    run,
                    new Deferral(
                        due, Deferral.Kind.ETA, Optional.empty(), Optional.empty(), List.of()),
                    () -> parts.log().noted(run, "waits for its ETA, " + due)));
  }
}
