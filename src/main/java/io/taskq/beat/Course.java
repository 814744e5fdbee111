package io.taskq.beat;

import io.taskq.beat.Place.LastRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An entry on its way from slot to slot. Used by one thread. */
final class Course {

  private final Entry entry;
  private Instant last;
  private Instant done;
  private Instant wake = Instant.MIN;
  private Optional<LastRun> run;
  private Optional<Instant> waiting;
  private long count;
  private boolean catchingUp;
  private boolean isPaused;
  private String refusal = "";

  /** An entry that goes on where the ledger says it stands. */
  Course(Entry entry, Place place) {
    this.entry = entry.anchoredAt(place.anchor());
    this.last = place.last();
    this.done = latest(latest(last, place.anchor()), place.resumed());
    this.run = place.run();
    this.waiting = place.waiting();
    this.count = place.count();
    endAtLimit();
  }

  Entry entry() {
    return entry;
  }

  /** The slot fired or passed over last, as the ledger knows it. */
  Instant last() {
    return last;
  }

  /** When something is due next. */
  Instant wake() {
    return wake;
  }

  /** The task enqueued last. */
  Optional<LastRun> run() {
    return run;
  }

  /** The slot that is fired when that one is over. */
  Optional<Instant> waiting() {
    return waiting;
  }

  /** What is due now; nothing when it is too early to look. */
  Optional<Due> due(Instant now, Duration grace) {
    if (now.isBefore(wake)) {
      return Optional.empty();
    }
    Due due = Due.of(entry, done, now, grace);
    wake = due.wake().orElse(Instant.MAX);
    return Optional.of(due);
  }

  /** Looks again at this time, if nothing is due before. */
  void wakeBy(Instant moment) {
    wake = moment.isBefore(wake) ? moment : wake;
  }

  /** Whether missed slots are to be told of: once, however many steps they take. */
  boolean startsCatchingUp(Due due) {
    boolean starts = due.missed().isPresent() && !catchingUp;
    catchingUp = due.missed().isPresent();
    return starts;
  }

  /** Waits after a refusal; answers what to say of it, once. */
  Optional<String> refused(String why, Instant again) {
    wake = again;
    if (refusal.equals(why)) {
      return Optional.empty();
    }
    refusal = why;
    return Optional.of("%s: %s, trying again".formatted(entry.name(), why));
  }

  /** Goes on from a slot that is in the ledger now. */
  void fired(Shot shot, Instant now) {
    if (shot.waited()) {
      waiting = Optional.empty();
    } else {
      passed(shot.slot());
    }
    run = Optional.of(new LastRun(shot.target().taskId(), now));
    isPaused = false;
    refusal = "";
    count++;
    endAtLimit();
  }

  /** Goes on from slots that are not fired. */
  void passed(Instant slot) {
    last = slot;
    done = latest(slot, done);
  }

  /** Lets a slot wait for the last run. */
  void waits(Instant slot) {
    waiting = Optional.of(slot);
    passed(slot);
  }

  /** Goes on from a slot that a pause has left out; answers whether that is news. */
  boolean paused(Shot shot) {
    waiting = Optional.empty();
    if (!shot.waited()) {
      passed(shot.slot());
    }
    boolean isNews = !isPaused;
    isPaused = true;
    return isNews;
  }

  /** Is fired no more. */
  void end() {
    wake = Instant.MAX;
    waiting = Optional.empty();
    count = Long.MAX_VALUE;
  }

  private void endAtLimit() {
    if (entry.rules().limit().filter(limit -> count >= limit).isPresent()) {
      end();
    }
  }

  /** Whether it is fired no more, having been fired as often as it may. */
  boolean isOver() {
    return count == Long.MAX_VALUE;
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
