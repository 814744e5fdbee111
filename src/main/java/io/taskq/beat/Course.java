package io.taskq.beat;

import io.taskq.beat.BeatLedger.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An entry on its way from slot to slot. Used by one thread. */
final class Course {

  private final Entry entry;
  private Instant last;
  private Instant done;
  private Instant wake = Instant.MIN;
  private boolean catchingUp;
  private String refusal = "";

  /** An entry that goes on where the ledger says it stands. */
  Course(Entry entry, Place place) {
    this.entry = entry.anchoredAt(place.anchor());
    this.last = place.last();
    this.done = last.isAfter(place.anchor()) ? last : place.anchor();
  }

  Entry entry() {
    return entry;
  }

  /** The slot fired last, as the ledger knows it. */
  Instant last() {
    return last;
  }

  /** When something is due next. */
  Instant wake() {
    return wake;
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
  void fired(Instant slot) {
    last = slot;
    done = slot;
    refusal = "";
  }

  /** Goes on from slots that are not fired. */
  void passed(Instant slot) {
    done = slot.isAfter(done) ? slot : done;
  }
}
