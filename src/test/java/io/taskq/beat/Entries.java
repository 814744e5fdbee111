package io.taskq.beat;

import io.taskq.config.Misfire;
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
    Sending sending =
        new Sending(
            "echo",
            JsonArray.EMPTY,
            JsonObject.EMPTY,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Entry(name, schedule, schedule.toString(), UTC, sending, misfire, jitter);
  }

  static Entry every(String name, Duration interval, Misfire.Policy policy) {
    return of(name, Every.of(interval), new Misfire(policy, Optional.empty()), Duration.ZERO);
  }
}
