package io.taskq.beat;

import io.taskq.beat.BeatLedger.Fired;
import io.taskq.beat.BeatLedger.Pass;
import io.taskq.beat.BeatLedger.What;
import io.taskq.beat.Place.LastRun;
import io.taskq.config.Overlap;
import io.taskq.error.TaskqException;
import io.taskq.loop.Abreast;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Supplier;

/** All entries on their way under one epoch, the next one first. Used by one thread. */
final class Courses {

  /** Slots fired in one trip; more would keep the lease waiting for its renewal. */
  private static final int MOST = 1_000;

  /** An entry that Redis refused is tried again so much later. */
  private static final Duration REFUSED = Duration.ofSeconds(2);

  /** A slot that waits for the last run is looked after this often. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private final PriorityQueue<Course> queue =
      new PriorityQueue<>(Comparator.comparing(Course::wake));
  private final String epoch;
  private final BeatLedger ledger;
  private final Letters letters;
  private final RunWatch runs;
  private final BeatLog log;
  private final Duration grace;

  /**
   * Nothing so far.
   *
   * @param grace what is at most so late was not missed
   */
  Courses(
      String epoch,
      BeatLedger ledger,
      Letters letters,
      RunWatch runs,
      BeatLog log,
      Duration grace) {
    this.epoch = epoch;
    this.ledger = ledger;
    this.letters = letters;
    this.runs = runs;
    this.log = log;
    this.grace = grace;
  }

  void add(Collection<Course> courses) {
    queue.addAll(courses);
  }

  /** When something is due next. */
  Instant wake() {
    return queue.isEmpty() ? Instant.MAX : queue.peek().wake();
  }

  /**
   * Fires what is due, or a good part of it.
   *
   * @param sent is given what is sent, before it is; nothing when it is answered
   * @return false when the view is out of date: another beat has fired, or a person has
   */
  boolean fire(Instant now, List<Shot> sent) {
    List<Course> touched = new ArrayList<>();
    List<Aim> aims = new ArrayList<>();
    if (!aim(now, touched, aims)) {
      return false;
    }
    // Writing the messages takes longest of all.
    sent.addAll(Abreast.map(aims, aim -> aim.shot(letters, now)));
    long start = System.nanoTime();
    List<Supplier<Fired>> replies =
        sent.isEmpty() ? List.of() : ledger.fire(epoch, sent.stream().map(Shot::asSlot).toList());
    Instant then = now.plusNanos(System.nanoTime() - start);
    boolean isCurrent = note(sent, replies, then);
    sent.clear();
    touched.forEach(course -> rest(course, now));
    queue.addAll(touched);
    return isCurrent;
  }

  /** Adds what is due of entries that are touched. False when the view is out of date. */
  private boolean aim(Instant now, List<Course> touched, List<Aim> aims) {
    while (!queue.isEmpty() && !queue.peek().wake().isAfter(now) && aims.size() < MOST) {
      Course course = queue.remove();
      touched.add(course);
      if (!aim(course, now, aims)) {
        return false;
      }
    }
    return true;
  }

  /** Settles when a course is looked at again, so that no trip is made for that alone. */
  private void rest(Course course, Instant now) {
    if (!course.wake().isAfter(now) && !course.isOver()) {
      Due due = course.due(now, grace).orElseThrow();
      if (due.missed().isEmpty()) {
        course.startsCatchingUp(due);
      }
      course.waiting().ifPresent(slot -> course.wakeBy(now.plus(LOOK)));
    }
  }

  /** Adds what is due of one entry. False when the view is out of date. */
  private boolean aim(Course course, Instant now, List<Aim> aims) {
    if (course.isOver()) {
      return true;
    }
    if (course.waiting().isPresent() && isFree(course, now)) {
      aims.add(new Aim(course, course.waiting().get(), course.last(), true, true));
      return true;
    }
    Due due = course.due(now, grace).orElseThrow();
    course.waiting().ifPresent(slot -> course.wakeBy(now.plus(LOOK)));
    if (course.startsCatchingUp(due)) {
      log.missed(course.entry(), due);
      if (!noteMissed(course, due)) {
        return false;
      }
    }
    if (due.slots().isEmpty()) {
      return true;
    }
    return course.entry().mayOverlap()
        ? aimAtAll(course, due, aims)
        : aimAtOne(course, due, now, aims);
  }

  /** What is dropped stands in the history, and is not looked at again by the next leader. */
  private boolean noteMissed(Course course, Due due) {
    Instant first = due.missed().orElseThrow();
    if (due.slots().isEmpty()) {
      return pass(course, new Pass(due.done(), first, What.MISSED, "until " + due.done()));
    }
    Instant next = due.slots().getFirst();
    return first.equals(next)
        || pass(course, new Pass(course.last(), first, What.MISSED, "before " + next));
  }

  private static boolean aimAtAll(Course course, Due due, List<Aim> aims) {
    Instant last = course.last();
    for (Instant slot : due.slots()) {
      aims.add(new Aim(course, slot, last, false, false));
      last = slot;
    }
    return true;
  }

  /** The next slot has to be judged when this one has become the last run. */
  private boolean aimAtOne(Course course, Due due, Instant now, List<Aim> aims) {
    Instant slot = due.slots().getFirst();
    course.wakeBy(now);
    if (course.waiting().isEmpty() && isFree(course, now)) {
      aims.add(new Aim(course, slot, course.last(), true, false));
      return true;
    }
    String run = course.run().map(LastRun::id).orElse("");
    boolean buffers = course.entry().rules().overlap().policy() == Overlap.Policy.BUFFER_ONE;
    if (buffers && course.waiting().isEmpty()) {
      log.waits(course.entry(), slot, run);
      boolean done = pass(course, new Pass(slot, slot, What.WAITS, run));
      course.waits(slot);
      return done;
    }
    log.skipped(course.entry(), slot, run);
    return pass(course, new Pass(due.done(), slot, What.SKIPPED, run));
  }

  /** A shot whose message is not written so far. */
  private record Aim(
      Course course, Instant slot, Instant last, boolean overlooked, boolean waited) {

    Shot shot(Letters letters, Instant now) {
      return new Shot(
          course, slot, last, letters.write(course.entry(), slot, now), overlooked, waited);
    }
  }

  private boolean isFree(Course course, Instant now) {
    return course.run().isEmpty() || runs.isOver(course.entry(), course.run().get(), now);
  }

  private boolean pass(Course course, Pass pass) {
    boolean done = ledger.pass(epoch, course.entry().name(), course.last(), pass);
    course.passed(pass.upTo());
    return done;
  }

  private boolean note(List<Shot> shots, List<Supplier<Fired>> replies, Instant now) {
    Set<Course> refused = new HashSet<>();
    boolean isCurrent = true;
    for (int i = 0; i < shots.size(); i++) {
      Shot shot = shots.get(i);
      // What follows a refused slot of the same entry is refused too, as out of order.
      if (refused.contains(shot.course())) {
        continue;
      }
      try {
        isCurrent &= note(shot, replies.get(i).get(), now);
      } catch (TaskqException.Refused e) {
        // One queue whose key is no list must not keep the other entries from their slots.
        refused.add(shot.course());
        shot.course()
            .refused(String.valueOf(e.getMessage()), now.plus(REFUSED))
            .ifPresent(log::warn);
      }
    }
    return isCurrent;
  }

  private boolean note(Shot shot, Fired fired, Instant now) {
    Course course = shot.course();
    switch (fired) {
      case FIRED -> log.fired(shot, Optional.of(now));
      case AGAIN -> {
        // The entry had been forgotten, and what is known of it here with it.
        log.again(course.entry(), shot.slot());
        return false;
      }
      case PAUSED -> {
        if (course.paused(shot)) {
          log.paused(course.entry(), shot.slot());
        }
        return true;
      }
      case OVER -> {
        course.end();
        return true;
      }
      case MOVED, FENCED -> {
        return false;
      }
    }
    course.fired(shot, now);
    return true;
  }
}
