package io.taskq.beat;

import io.taskq.beat.BeatLedger.Target;
import io.taskq.beat.LivingSchedule.Guard;
import io.taskq.broker.Broker;
import io.taskq.config.Settings;
import io.taskq.message.MessageCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Enqueues runs of entries that a person asks for. Thread-safe. */
public final class Extras {

  /** As long as the id of any task is refused a second time. */
  private static final Duration RUN_KEPT = Duration.ofMinutes(10);

  private static final Duration BACKFILL_KEPT = Duration.ofDays(1);

  private final LivingSchedule living;
  private final Broker broker;
  private final Letters letters;

  /**
   * For the schedule of that name.
   *
   * @param host this machine's name
   */
  public Extras(
      LivingSchedule living,
      Broker broker,
      Settings settings,
      MessageCodec codec,
      String name,
      String host) {
    this.living = living;
    this.broker = broker;
    this.letters = new Letters(settings, codec, name, host);
  }

  /**
   * Enqueues an entry now, whatever its schedule says.
   *
   * @return whether it was enqueued; one with this id had been before otherwise
   */
  public boolean run(Entry entry, String taskId, Instant now) {
    broker.know(List.of(letters.queue(entry)));
    Target target = letters.write(entry, now, now, taskId);
    return living.extra(entry.name(), now, target, PastSlot.What.RUN, new Guard(taskId, RUN_KEPT));
  }

  /**
   * Enqueues a slot after its time.
   *
   * @param another an id of its own, for a slot that shall be enqueued although it was before
   * @return whether it was enqueued; it had been before otherwise
   */
  public boolean backfill(Entry entry, Instant slot, Instant now, Optional<String> another) {
    broker.know(List.of(letters.queue(entry)));
    Target target =
        letters.write(entry, slot, now, another.orElseGet(() -> letters.idOf(entry, slot)));
    // The same key as the beat's own: what it fired in the last minutes is known without more.
    String same = another.orElseGet(() -> Long.toString(slot.toEpochMilli()));
    Guard guard = new Guard(same, BACKFILL_KEPT);
    return living.extra(entry.name(), slot, target, PastSlot.What.BACKFILL, guard);
  }

  /** The id of the task of a slot. */
  public String idOf(Entry entry, Instant slot) {
    return letters.idOf(entry, slot);
  }
}
