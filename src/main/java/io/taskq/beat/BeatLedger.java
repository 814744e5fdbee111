package io.taskq.beat;

import io.taskq.redis.Keys;
import io.taskq.redis.QueueKeys;
import io.taskq.redis.Redis;
import io.taskq.redis.Script;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What all beats of one name share in Redis: who leads, and which slot of each entry was fired
 * last. Thread-safe.
 */
final class BeatLedger {

  private static final Script<List<?>> LEASE =
      Script.load(BeatLedger.class, "beat_lease", reply -> (List<?>) reply);
  private static final Script<List<?>> ENTRIES =
      Script.load(BeatLedger.class, "beat_entries", reply -> (List<?>) reply);
  private static final Script<Fired> FIRE =
      Script.load(BeatLedger.class, "beat_fire", reply -> Fired.valueOf((String) reply));

  /**
   * How long a slot is remembered beside its entry, which tells what was fired by itself: longer
   * than a beat sits on an answer. An entry of each second leaves 600 such keys.
   */
  private static final Duration SLOT_KEPT = Duration.ofMinutes(10);

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

  /**
   * Where the entries stand, in their order. Those that are new or changed are anchored now.
   *
   * @return empty when a newer leader was there
   */
  Optional<List<Place>> places(String epoch, List<Entry> entries) {
    List<String> args = new ArrayList<>(List.of(epoch));
    entries.forEach(entry -> args.add(entry.spec()));
    List<?> reply = ENTRIES.run(redis, entries.stream().map(this::key).toList(), args);
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < reply.size(); i += 2) {
      places.add(new Place(instant(reply.get(i)), instant(reply.get(i + 1))));
    }
    return places.size() == entries.size() ? Optional.of(places) : Optional.empty();
  }

  private String key(Entry entry) {
    return keys.beat(name, "entry:" + entry.name());
  }

  private static Instant instant(Object millis) {
    return Instant.ofEpochMilli(Long.parseLong((String) millis));
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
   * Where an entry stands.
   *
   * @param anchor since when it is known as it is
   * @param last the slot fired last; the epoch when there was none
   */
  record Place(Instant anchor, Instant last) {}

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
