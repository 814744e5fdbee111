package io.taskq.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A rule that names instants, its slots. Immutable. */
public sealed interface Schedule permits Every, WallTime, At, Within {

  /** The first slot after this instant; empty when none comes any more. */
  Optional<Instant> next(Instant after);

  /** The same rule, counted from this instant where it counts from somewhere. */
  default Schedule anchoredAt(Instant anchor) {
    return this;
  }

  /** Whether its slots depend on an anchor that has to be given. */
  default boolean isFloating() {
    return false;
  }

  /** What it means, for people: made from what was understood, not from what was written. */
  String words();

  /** The last slot that is after the one instant and not after the other. */
  default Optional<Instant> latest(Instant after, Instant until) {
    Duration back = Duration.ofMinutes(1);
    while (true) {
      // From behind, in widening steps: from the front there may be millions of slots.
      Instant start = until.minus(back);
      boolean last = !start.isAfter(after);
      Optional<Instant> found = lastOf(last ? after : start, until);
      if (found.isPresent() || last) {
        return found;
      }
      back = back.multipliedBy(2);
    }
  }

  private Optional<Instant> lastOf(Instant after, Instant until) {
    Optional<Instant> last = Optional.empty();
    Optional<Instant> slot = next(after);
    while (slot.isPresent() && !slot.get().isAfter(until)) {
      last = slot;
      slot = next(slot.get());
    }
    return last;
  }
}
