package io.taskq.beat;

import io.taskq.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an entry has to fire at one moment.
 *
 * @param slots in their order
 * @param done slots up to this one need no more thought, once these are fired
 * @param missed the first of those that came while nobody was there; empty when all are in time
 * @param wake when to look again
 */
record Due(List<Instant> slots, Instant done, Optional<Instant> missed, Optional<Instant> wake) {

  /** In one go: more would keep the other entries waiting. */
  private static final int MOST = 100;

  /**
   * Looks at the slots after one that is done.
   *
   * @param grace slots at most so late were not missed: a leader was followed by another meanwhile
   */
  static Due of(Entry entry, Instant since, Instant now, Duration grace) {
    Optional<Instant> first = entry.schedule().next(since);
    if (first.isEmpty() || entry.due(first.get()).isAfter(now)) {
      return new Due(List.of(), since, Optional.empty(), first.map(entry::due));
    }
    if (entry.due(first.get()).plus(grace).isAfter(now)) {
      List<Instant> slots = collect(entry, since, now);
      return new Due(slots, slots.getLast(), Optional.empty(), Optional.of(now));
    }
    return missed(entry, since, now, grace).withMissed(first.get());
  }

  private Due withMissed(Instant first) {
    return new Due(slots, done, Optional.of(first), wake);
  }

  private static Due missed(Entry entry, Instant since, Instant now, Duration grace) {
    Instant oldest = entry.rules().misfire().catchup().map(now::minus).orElse(Instant.EPOCH);
    Instant latest = latest(entry, since, now);
    List<Instant> slots =
        switch (entry.rules().misfire().policy()) {
          case SKIP -> entry.due(latest).plus(grace).isAfter(now) ? List.of(latest) : List.of();
          case ONCE -> latest.isBefore(oldest) ? List.of() : List.of(latest);
          case ALL -> {
            Instant start = oldest.minusMillis(1);
            yield collect(entry, start.isAfter(since) ? start : since, now);
          }
        };
    Instant done = slots.isEmpty() ? latest : slots.getLast();
    return new Due(slots, done, Optional.empty(), Optional.of(now));
  }

  /** The last slot that is due, of which there is at least one. */
  private static Instant latest(Entry entry, Instant since, Instant now) {
    Schedule schedule = entry.schedule();
    Instant latest = schedule.latest(since, now).orElseThrow();
    while (entry.due(latest).isAfter(now)) {
      latest = schedule.latest(since, latest.minusMillis(1)).orElseThrow();
    }
    return latest;
  }

  private static List<Instant> collect(Entry entry, Instant since, Instant now) {
    List<Instant> slots = new ArrayList<>();
    Optional<Instant> slot = entry.schedule().next(since);
    while (slot.isPresent() && slots.size() < MOST && !entry.due(slot.get()).isAfter(now)) {
      slots.add(slot.get());
      slot = entry.schedule().next(slot.get());
    }
    return slots;
  }
}
