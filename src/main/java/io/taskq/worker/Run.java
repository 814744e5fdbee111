package io.taskq.worker;

import io.taskq.broker.Delivery;
import io.taskq.broker.Handle;
import io.taskq.message.Message;
import io.taskq.task.TimeLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One delivery in this worker's hands, from the claim until Redis has accepted its end.
 *
 * <p>It has one end. Whoever takes it first, be it the task by ending or somebody from outside,
 * settles the delivery; what comes later counts for nothing. Thread-safe.
 */
final class Run {

  /** Redis learns the task id of what runs longer, so that it can be found by it. */
  private static final Duration FINDABLE_AFTER = Duration.ofSeconds(2);

  private final Delivery delivery;
  private final Instant claimedAt;
  private Optional<Message> message = Optional.empty();
  private Optional<Instant> startedAt = Optional.empty();
  private TimeLimits limits = TimeLimits.NONE;
  private Optional<Grip> grip = Optional.empty();
  private final List<String> children = new ArrayList<>();
  private boolean cancelled;
  private boolean softLimitPassed;
  private boolean ended;
  private boolean hasSlot = true;
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

  /** The same for what makes it wait, where Redis must know it by its task id. */
  synchronized Handle handleForWaiting() {
    findable = true;
    return handle();
  }

  /** Notes a task that this one has enqueued. */
  synchronized void addChild(String taskId) {
    children.add(taskId);
  }

  /** The tasks that this one has enqueued. */
  synchronized List<String> children() {
    return List.copyOf(children);
  }

  /** Lets the task's code run in that grip. False when the run has ended before it began. */
  synchronized boolean begin(Instant now, TimeLimits given, Grip hold) {
    if (ended) {
      return false;
    }
    startedAt = Optional.of(now);
    limits = given;
    grip = Optional.of(hold);
    return true;
  }

  /** Takes the grip off the task's code, so that a late stop does not hit the next run. */
  synchronized void letGo() {
    grip = Optional.empty();
    // An interrupt that came after the task's last line belongs to this run alone.
    Thread.interrupted();
  }

  synchronized Optional<Instant> startedAt() {
    return startedAt;
  }

  /** Whether the task's code runs, be it that nobody waits for it any more. */
  synchronized boolean isRunning() {
    return grip.isPresent();
  }

  /** Takes the right to settle it. True once. */
  synchronized boolean takeEnd() {
    boolean first = !ended;
    ended = true;
    return first;
  }

  /** The same while its code has not begun to run. */
  synchronized boolean takeEndUnbegun() {
    return startedAt.isEmpty() && takeEnd();
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  /** Gives up its slot. True once: the slot is the caller's to give away. */
  synchronized boolean leaveSlot() {
    boolean had = hasSlot;
    hasSlot = false;
    return had;
  }

  /** Asks the task to end, because of the soft limit. */
  synchronized void passSoftLimit() {
    softLimitPassed = true;
    cancelled = true;
    grip.ifPresent(Grip::ask);
  }

  synchronized boolean hasPassedSoftLimit() {
    return softLimitPassed;
  }

  /** The soft limit, if it is over and the task was not told so far. */
  synchronized Optional<Duration> softLimitToTell(Instant now) {
    return softLimitPassed ? Optional.empty() : limits.soft().filter(soft -> isOver(soft, now));
  }

  /** The hard limit, if it is over. */
  synchronized Optional<Duration> hardLimitPassed(Instant now) {
    return limits.hard().filter(hard -> isOver(hard, now));
  }

  private boolean isOver(Duration limit, Instant now) {
    return grip.isPresent() && startedAt.filter(at -> !now.isBefore(at.plus(limit))).isPresent();
  }

  /** Ends the task's code as far as that can be done. Its end must have been taken before. */
  synchronized void force() {
    cancelled = true;
    grip.ifPresent(Grip::force);
  }

  /** Where its code is at the moment, as that many calls. */
  synchronized String whereItIs(int calls) {
    return grip.map(hold -> hold.where(calls)).orElse("at its end");
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Whether STARTED is still to be written; answers true once. */
  synchronized boolean takeStart(Instant runningSince) {
    boolean due =
        !startSaid
            && !ended
            && isRunning()
            && startedAt.filter(at -> !at.isAfter(runningSince)).isPresent();
    startSaid |= due;
    return due;
  }

  /** Whether the task may report its progress again; notes that it does. */
  synchronized boolean mayReport(Instant now, Duration between) {
    boolean may = !ended && reportedAt.map(at -> !now.isBefore(at.plus(between))).orElse(true);
    if (may) {
      reportedAt = Optional.of(now);
      startSaid = true;
    }
    return may;
  }
}
