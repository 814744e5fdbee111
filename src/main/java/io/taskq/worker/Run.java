package io.taskq.worker;

import io.taskq.broker.Delivery;
import io.taskq.broker.Handle;
import io.taskq.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One delivery in this worker's hands, from the claim until Redis has accepted its end.
 * Thread-safe.
 */
final class Run {

  /** Redis learns the task id of what runs longer, so that it can be found by it. */
  private static final Duration FINDABLE_AFTER = Duration.ofSeconds(2);

  private final Delivery delivery;
  private final Instant claimedAt;
  private Optional<Message> message = Optional.empty();
  private Optional<Instant> startedAt = Optional.empty();
  private Optional<Thread> thread = Optional.empty();
  private boolean cancelled;
  private boolean lost;
  private boolean startSaid;
  private boolean findable;
  private Optional<Instant> reportedAt = Optional.empty();

  Run(Delivery delivery, Instant claimedAt) {
    this.delivery = delivery;
    this.claimedAt = claimedAt;
    // What was delayed or handed out before was registered then, maybe by another worker.
    this.findable = delivery.ownedBefore();
  }

  Delivery delivery() {
    return delivery;
  }

  synchronized void decoded(Message decoded) {
    message = Optional.of(decoded);
  }

  synchronized Optional<Message> message() {
    return message;
  }

  String taskName() {
    return message().map(Message::displayName).orElse("?");
  }

  /** The task's id, or the delivery's while the message could not be read. */
  String taskId() {
    return message().map(Message::id).orElse(delivery.id());
  }

  /** The name this delivery has in later calls; with the task id when Redis knows it by that. */
  synchronized Handle handle() {
    String id = findable ? message.map(Message::id).orElse("") : "";
    return new Handle(delivery.queue(), delivery.id(), delivery.fence(), id);
  }

  /** The same for a renewal, which is when a long run becomes findable. */
  synchronized Handle handleForRenewal(Instant now) {
    if (!now.isBefore(claimedAt.plus(FINDABLE_AFTER))) {
      findable = true;
    }
    return handle();
  }

  /** Puts the run on the calling thread. False when it was cancelled before it began. */
  synchronized boolean begin(Instant now) {
    if (cancelled) {
      return false;
    }
    startedAt = Optional.of(now);
    thread = Optional.of(Thread.currentThread());
    return true;
  }

  /** Takes the run off its thread, so that a late cancel does not interrupt the next one. */
  synchronized void end() {
    thread = Optional.empty();
    // An interrupt that came after the task's last line belongs to this run alone.
    Thread.interrupted();
  }

  synchronized Optional<Instant> startedAt() {
    return startedAt;
  }

  synchronized boolean isRunning() {
    return thread.isPresent();
  }

  /** Asks the task to stop: it sees {@code isCancelled}, and its thread is interrupted. */
  synchronized void cancel() {
    cancelled = true;
    thread.ifPresent(Thread::interrupt);
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Takes the run from its task, unless that is over already. Answers whether it was taken. */
  synchronized boolean takeBack() {
    boolean over = startedAt.isPresent() && thread.isEmpty();
    if (!over) {
      cancel();
    }
    return !over;
  }

  /** Another worker has the message, or will: nothing this run does counts any more. */
  synchronized void lose() {
    lost = true;
    cancel();
  }

  synchronized boolean isLost() {
    return lost;
  }

  /** Whether STARTED is still to be written; answers true once. */
  synchronized boolean takeStart(Instant runningSince) {
    boolean due =
        !startSaid && isRunning() && startedAt.filter(at -> !at.isAfter(runningSince)).isPresent();
    startSaid |= due;
    return due;
  }

  /** Whether the task may report its progress again; notes that it does. */
  synchronized boolean mayReport(Instant now, Duration between) {
    boolean may = !lost && reportedAt.map(at -> !now.isBefore(at.plus(between))).orElse(true);
    if (may) {
      reportedAt = Optional.of(now);
      startSaid = true;
    }
    return may;
  }
}
