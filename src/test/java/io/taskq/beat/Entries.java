package io.taskq.beat;

import io.taskq.config.Misfire;
import io.taskq.config.Overlap;
import io.taskq.config.Sending;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.schedule.Every;
import io.taskq.schedule.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** Entries as tests want them. */
final class Entries {

  static final ZoneId UTC = ZoneId.of("UTC");

  private Entries() {}

  static Entry of(String name, Schedule schedule, Misfire misfire, Duration jitter) {
    Sending sending = new Sending("echo", JsonArray.EMPTY, JsonObject.EMPTY, Sending.Options.NONE);
    return new Entry(
        name,
        schedule,
        schedule.toString(),
        UTC,
        sending,
        new Entry.Rules(misfire, Overlap.ALLOWED, jitter, Optional.empty()));
  }

  static Entry every(String name, Duration interval, Misfire.Policy policy) {
    return of(name, Every.of(interval), new Misfire(policy, Optional.empty()), Duration.ZERO);
  }

  /** The same entry with other rules. */
  static Entry with(Entry entry, Overlap overlap, Optional<Integer> limit) {
    return new Entry(
        entry.name(),
        entry.schedule(),
        entry.spec(),
        entry.zone(),
        entry.sending(),
        new Entry.Rules(entry.rules().misfire(), overlap, entry.rules().jitter(), limit));
  }

  /** The same entry on another queue. */
  static Entry on(String queue, int priority, Entry entry) {
    Sending sending = entry.sending();
    Sending.Options options =
        new Sending.Options(
            Optional.of(queue),
            Optional.of(priority),
            Optional.of(Duration.ofHours(1)),
            Optional.of(2),
            Optional.of(Duration.ofSeconds(60)),
            Optional.of(Duration.ofSeconds(30)),
            JsonObject.builder().put("tenant", "acme").build());
    return new Entry(
        entry.name(),
        entry.schedule(),
        entry.spec(),
        entry.zone(),
        new Sending(sending.task(), sending.args(), sending.kwargs(), options),
        entry.rules());
  }
}
