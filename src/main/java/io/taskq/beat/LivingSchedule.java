package io.taskq.beat;

import io.taskq.beat.BeatLedger.Target;
import io.taskq.redis.Keys;
import io.taskq.redis.QueueKeys;
import io.taskq.redis.Redis;
import io.taskq.redis.Script;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A schedule as beats have it in Redis, for people who look at it and steer it. Thread-safe.
 *
 * <p>What is changed here is seen by the next fire, whichever beat leads.
 */
public final class LivingSchedule {

  private static final Script<List<?>> LOOK =
      Script.load(LivingSchedule.class, "beat_look", reply -> (List<?>) reply);
  private static final Script<List<?>> NAMES =
      Script.load(LivingSchedule.class, "beat_names", reply -> (List<?>) reply);
  private static final Script<List<?>> HISTORY =
      Script.load(LivingSchedule.class, "beat_history", reply -> (List<?>) reply);
  private static final Script<Boolean> PAUSE =
      Script.load(LivingSchedule.class, "beat_pause", reply -> reply.equals(1L));
  private static final Script<Boolean> EXTRA =
      Script.load(LivingSchedule.class, "beat_extra", reply -> reply.equals("FIRED"));

  private static final int LEAD_FIELDS = 3;
  private static final int ENTRY_FIELDS = 9;

  /** In one call: more would keep everybody else waiting for Redis. */
  private static final int MOST_ENTRIES = 500;

  private final Redis redis;
  private final Keys keys;
  private final String name;

  /** The schedule of that name. */
  public LivingSchedule(Redis redis, Keys keys, String name) {
    this.redis = redis;
    this.keys = keys;
    this.name = name;
  }

  /**
   * The beat that leads.
   *
   * @param owner host, process id and a number of its own
   * @param left how long it leads without renewal
   * @param plan tells its schedule from another
   */
  public record Leader(String owner, Duration left, String plan) {}

  /** Who leads now. */
  public Optional<Leader> leader() {
    List<?> reply = LOOK.run(redis, List.of(keys.beat(name, "lease")), List.of());
    Duration left = Duration.ofMillis((Long) reply.get(0));
    return left.isZero()
        ? Optional.empty()
        : Optional.of(new Leader((String) reply.get(1), left, (String) reply.get(2)));
  }

  /** The names of all entries beats have. */
  public SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    NAMES
        .run(redis, List.of(keys.beat(name, "entries")), List.of())
        .forEach(entry -> names.add((String) entry));
    return names;
  }

  /** Where entries stand, in their order. */
  public List<EntryState> states(List<String> entries) {
    List<EntryState> states = new ArrayList<>();
    for (int first = 0; first < entries.size(); first += MOST_ENTRIES) {
      List<String> named = new ArrayList<>(List.of(keys.beat(name, "lease")));
      entries.subList(first, Math.min(entries.size(), first + MOST_ENTRIES)).stream()
          .map(this::entryKey)
          .forEach(named::add);
      List<?> reply = LOOK.run(redis, named, List.of());
      for (int i = LEAD_FIELDS; i < reply.size(); i += ENTRY_FIELDS) {
        states.add(state(reply.subList(i, i + ENTRY_FIELDS)));
      }
    }
    return states;
  }

  private static EntryState state(List<?> fields) {
    return new EntryState(
        instant(fields.get(0)),
        instant(fields.get(1)),
        text(fields.get(2)),
        instant(fields.get(3)),
        text(fields.get(4)).map(Long::parseLong).orElse(0L),
        instant(fields.get(5)),
        text(fields.get(6)).orElse(""),
        instant(fields.get(7)),
        instant(fields.get(8)));
  }

  private static Optional<String> text(Object field) {
    return Optional.of((String) field).filter(text -> !text.isEmpty());
  }

  private static Optional<Instant> instant(Object field) {
    return text(field).map(Long::parseLong).map(Instant::ofEpochMilli);
  }

  /** What became of the slots of an entry, the latest first. */
  public List<PastSlot> history(String entry, int most) {
    return HISTORY.run(redis, List.of(historyKey(entry)), List.of(Integer.toString(most))).stream()
        .map(line -> PastSlot.parse((String) line))
        .toList();
  }

  /** Leaves out the slots of an entry from now on; answers whether that is a change. */
  public boolean pause(String entry, String note) {
    return steer(entry, "pause", note);
  }

  /** Fires an entry again, from now on; answers whether that is a change. */
  public boolean resume(String entry) {
    return steer(entry, "resume", "");
  }

  private boolean steer(String entry, String what, String note) {
    return PAUSE.run(redis, List.of(entryKey(entry), historyKey(entry)), List.of(what, note));
  }

  /**
   * Enqueues what a person asked for.
   *
   * @param what {@code RUN} when overlap counts from it, or {@code BACKFILL}
   * @return whether it was enqueued now; it had been before otherwise
   */
  boolean extra(String entry, Instant slot, Target target, PastSlot.What what, Guard guard) {
    return EXTRA.run(
        redis,
        List.of(
            entryKey(entry),
            keys.beat(name, "slot:" + entry + ":" + guard.same()),
            keys.queue(target.queue()).list(QueueKeys.step(target.priority())),
            historyKey(entry)),
        List.of(
            Long.toString(slot.toEpochMilli()),
            target.envelope(),
            Long.toString(guard.kept().toMillis()),
            keys.wake(target.queue()),
            target.taskId(),
            what.name()));
  }

  /**
   * What keeps a run from being enqueued twice.
   *
   * @param same what two of the same have in common
   * @param kept for how long that is remembered
   */
  record Guard(String same, Duration kept) {}

  private String entryKey(String entry) {
    return keys.beat(name, "entry:" + entry);
  }

  private String historyKey(String entry) {
    return keys.beat(name, "history:" + entry);
  }
}
