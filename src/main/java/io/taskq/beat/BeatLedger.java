package io.taskq.beat;

import io.taskq.redis.Keys;
import io.taskq.redis.QueueKeys;
import io.taskq.redis.Redis;
import io.taskq.redis.Script;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What all beats of one name share in Redis: who leads, and which slot of each entry was fired
 * last. Thread-safe.
 */
final class BeatLedger {

  private static final Script<List<?>> LEASE =
      Script.load(BeatLedger.class, "beat_lease", reply -> (List<?>) reply);
  private static final Script<Fired> FIRE =
      Script.load(BeatLedger.class, "beat_fire", reply -> Fired.valueOf((String) reply));

  /** How long a slot is remembered: longer than any beat is late. */
  private static final Duration SLOT_KEPT = Duration.ofDays(2);

  private final Redis redis;
  private final Keys keys;
  private final String name;

  BeatLedger(Redis redis, Keys keys, String name) {
    this.redis = redis;
    this.keys = keys;
    this.name = name;
  }

  /** Takes the lead or keeps it, if nobody else has it. */
  Leadership lead(String owner, Duration lease) {
    List<String> args = List.of(owner, Long.toString(lease.toMillis()));
    List<?> reply = LEASE.run(redis, List.of(keys.beat(name, "lease")), args);
    return new Leadership(
        reply.get(0).equals(1L), (String) reply.get(1), Duration.ofMillis((Long) reply.get(2)));
  }

  /** Enqueues the message of one slot, once. */
  Fired fire(String epoch, Slot slot, Target target) {
    String at = Long.toString(slot.at().toEpochMilli());
    return FIRE.run(
        redis,
        List.of(
            keys.beat(name, "entry:" + slot.entry()),
            keys.beat(name, "slot:" + slot.entry() + ":" + at),
            keys.queue(target.queue()).list(QueueKeys.step(target.priority()))),
        List.of(
            epoch,
            Long.toString(slot.last().toEpochMilli()),
            at,
            target.envelope(),
            Long.toString(SLOT_KEPT.toMillis()),
            keys.wake(target.queue())));
  }

  /**
   * Whether a beat leads.
   *
   * @param leads whether the asker does
   * @param epoch rises with every change of the leader
   * @param left how long the lead lasts
   */
  record Leadership(boolean leads, String epoch, Duration left) {}

  /**
   * One moment of an entry.
   *
   * @param entry its name
   * @param last the slot fired before, as the caller knows it; the epoch when there was none
   * @param at the moment
   */
  record Slot(String entry, Instant last, Instant at) {}

  /**
   * What is enqueued, and where.
   *
   * @param queue the queue
   * @param priority 0 to 9
   * @param envelope the message
   */
  record Target(String queue, int priority, String envelope) {}

  /** What became of a slot. */
  enum Fired {
    /** It is enqueued. */
    FIRED,
    /** It had been enqueued before; the entry has gone on now. */
    AGAIN,
    /** Another slot was fired meanwhile: the caller's last one is out of date. */
    MOVED,
    /** A newer leader has fired: the caller leads no more. */
    FENCED
  }
}
