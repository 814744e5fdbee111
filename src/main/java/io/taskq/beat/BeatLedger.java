package io.taskq.beat;

import io.taskq.beat.Place.LastRun;
import io.taskq.redis.Keys;
import io.taskq.redis.QueueKeys;
import io.taskq.redis.Redis;
import io.taskq.redis.Script;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

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
  private static final Script<String> PASS =
      Script.load(BeatLedger.class, "beat_pass", reply -> (String) reply);
  private static final Script<List<?>> NAMES =
      Script.load(BeatLedger.class, "beat_names", reply -> (List<?>) reply);
  private static final Script<Object> LEAVE =
      Script.load(BeatLedger.class, "beat_leave", reply -> reply);

  /**
   * How long a slot is remembered beside its entry, which tells what was fired by itself: longer
   * than a beat sits on an answer. An entry of each second leaves 120 such keys.
   */
  private static final Duration SLOT_KEPT = Duration.ofMinutes(2);

  /** What is in no plan any more is forgotten after this time. */
  private static final Duration LEFT_KEPT = Duration.ofDays(90);

  /** In one call: more would keep everybody else waiting for Redis. */
  private static final int MOST_ENTRIES = 500;

  private static final int FIELDS = 7;

  private final Redis redis;
  private final Keys keys;
  private final String name;

  BeatLedger(Redis redis, Keys keys, String name) {
    this.redis = redis;
    this.keys = keys;
    this.name = name;
  }

  /** Takes the lead or keeps it, if nobody else has it. */
  Leadership lead(String owner, Duration lease, String plan) {
    List<String> args = List.of(owner, Long.toString(lease.toMillis()), plan);
    List<?> reply = LEASE.run(redis, List.of(keys.beat(name, "lease")), args);
    return new Leadership(
        reply.get(0).equals(1L),
        (String) reply.get(1),
        Duration.ofMillis((Long) reply.get(2)),
        (String) reply.get(3));
  }

  /**
   * Where the entries stand, in their order. Those that are new or changed are anchored now.
   *
   * @return empty when a newer leader was there
   */
  Optional<List<Place>> places(String epoch, List<Entry> entries) {
    List<Place> places = new ArrayList<>();
    for (int first = 0; first < entries.size(); first += MOST_ENTRIES) {
      List<Entry> part = entries.subList(first, Math.min(entries.size(), first + MOST_ENTRIES));
      List<String> named = new ArrayList<>(List.of(keys.beat(name, "entries")));
      List<String> args = new ArrayList<>(List.of(epoch));
      for (Entry entry : part) {
        named.add(entryKey(entry.name()));
        args.add(entry.name());
        args.add(entry.spec());
      }
      List<?> reply = ENTRIES.run(redis, named, args);
      if (reply.size() != part.size() * FIELDS) {
        return Optional.empty();
      }
      for (int i = 0; i < reply.size(); i += FIELDS) {
        places.add(place(reply.subList(i, i + FIELDS)));
      }
    }
    return Optional.of(places);
  }

  private static Place place(List<?> fields) {
    String run = (String) fields.get(3);
    Instant waiting = instant(fields.get(6));
    return new Place(
        instant(fields.get(0)),
        instant(fields.get(1)),
        instant(fields.get(2)),
        run.isEmpty() ? Optional.empty() : Optional.of(new LastRun(run, instant(fields.get(4)))),
        instant(fields.get(5)).toEpochMilli(),
        waiting.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(waiting));
  }

  private static Instant instant(Object millis) {
    String text = (String) millis;
    return text.isEmpty() ? Instant.EPOCH : Instant.ofEpochMilli(Long.parseLong(text));
  }

  /** Lets go of entries that are in the plan no more; what became of them can still be read. */
  void leave(String epoch, Collection<String> plan) {
    Set<String> gone = new HashSet<>();
    NAMES
        .run(redis, List.of(keys.beat(name, "entries")), List.of())
        .forEach(entry -> gone.add((String) entry));
    gone.removeAll(Set.copyOf(plan));
    for (String entry : gone) {
      LEAVE.run(
          redis,
          List.of(keys.beat(name, "entries"), entryKey(entry), historyKey(entry)),
          List.of(epoch, entry, Long.toString(LEFT_KEPT.toMillis())));
    }
  }

  /** Enqueues the messages of slots, each once and as a step of its own; in their order. */
  List<Supplier<Fired>> fire(String epoch, List<Slot> slots) {
    return FIRE.runEach(redis, slots.stream().map(slot -> call(epoch, slot)).toList());
  }

  private Script.Call call(String epoch, Slot slot) {
    String at = millis(slot.at());
    Target target = slot.target();
    return new Script.Call(
        List.of(
            entryKey(slot.entry()),
            slotKey(slot.entry(), at),
            keys.queue(target.queue()).list(QueueKeys.step(target.priority())),
            historyKey(slot.entry())),
        List.of(
            epoch,
            millis(slot.last()),
            at,
            target.envelope(),
            Long.toString(SLOT_KEPT.toMillis()),
            keys.wake(target.queue()),
            target.taskId(),
            slot.run(),
            Integer.toString(slot.limit()),
            slot.waited() ? "1" : "0"));
  }

  /** Goes on from a slot that is not fired; answers whether the caller still leads. */
  boolean pass(String epoch, String entry, Instant last, Pass pass) {
    List<String> named = List.of(entryKey(entry), historyKey(entry));
    List<String> args =
        List.of(
            epoch,
            millis(last),
            millis(pass.upTo()),
            millis(pass.slot()),
            pass.what().name(),
            pass.why());
    return PASS.run(redis, named, args).equals("DONE");
  }

  private String entryKey(String entry) {
    return keys.beat(name, "entry:" + entry);
  }

  private String historyKey(String entry) {
    return keys.beat(name, "history:" + entry);
  }

  private String slotKey(String entry, String millis) {
    return keys.beat(name, "slot:" + entry + ":" + millis);
  }

  private static String millis(Instant instant) {
    return Long.toString(instant.toEpochMilli());
  }

  /**
   * Whether a beat leads.
   *
   * @param leads whether the asker does
   * @param epoch rises with every change of the leader
   * @param left how long the lead lasts
   * @param plan of the leader
   */
  record Leadership(boolean leads, String epoch, Duration left, String plan) {}

  /**
   * One moment of an entry.
   *
   * @param entry its name
   * @param last the slot fired before, as the caller knows it; the epoch when there was none
   * @param at the moment
   * @param run the run that has to be over, and is; empty when nobody looked
   * @param limit how often the entry may be fired; 0 for no limit
   * @param waited whether the slot waited for that run
   */
  record Slot(
      String entry,
      Instant last,
      Instant at,
      Target target,
      String run,
      int limit,
      boolean waited) {}

  /**
   * What is enqueued, and where.
   *
   * @param taskId its id
   * @param queue the queue
   * @param priority 0 to 9
   * @param envelope the message
   */
  record Target(String taskId, String queue, int priority, String envelope) {}

  /**
   * A slot that is not fired.
   *
   * @param upTo the slot to go on from
   * @param slot the one to note
   */
  record Pass(Instant upTo, Instant slot, What what, String why) {}

  /** Why a slot is not fired. */
  enum What {
    /** It came while nobody was there. */
    MISSED,
    /** The last run was not over. */
    SKIPPED,
    /** It is fired when the last run is over. */
    WAITS
  }

  /** What became of a slot. */
  enum Fired {
    /** It is enqueued. */
    FIRED,
    /** It had been enqueued before; the entry has gone on now. */
    AGAIN,
    /** The entry is paused, and has gone on. */
    PAUSED,
    /** The entry was fired as often as it may. */
    OVER,
    /** Another slot was fired meanwhile: the caller's last one is out of date. */
    MOVED,
    /** A newer leader has fired: the caller leads no more. */
    FENCED
  }
}
