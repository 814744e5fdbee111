package io.taskq.beat;

import io.taskq.beat.BeatLedger.Slot;
import io.taskq.beat.BeatLedger.Target;
import io.taskq.beat.Place.LastRun;
import java.time.Instant;

/**
 * A slot that is to be fired.
 *
 * @param last the slot of the same entry before it, as the ledger will know it then
 * @param overlooked whether the last run was looked for, and is over
 * @param waited whether the slot waited for that run
 */
record Shot(
    Course course, Instant slot, Instant last, Target target, boolean overlooked, boolean waited) {

  Slot asSlot() {
    Entry entry = course.entry();
    String run = overlooked ? course.run().map(LastRun::id).orElse("") : "";
    int limit = entry.rules().limit().orElse(0);
    return new Slot(entry.name(), last, slot, target, run, limit, waited);
  }
}
