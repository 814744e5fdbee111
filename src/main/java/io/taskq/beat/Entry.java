package io.taskq.beat;

import io.taskq.config.Misfire;
import io.taskq.config.Sending;
import io.taskq.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * One entry of a plan.
 *
 * @param schedule when it is due
 * @param spec the same as text; another text is another schedule
 * @param zone in which its times are shown
 * @param sending what is sent
 * @param jitter each slot is fired up to this much later
 */
public record Entry(
    String name,
    Schedule schedule,
    String spec,
    ZoneId zone,
    Sending sending,
    Misfire misfire,
    Duration jitter) {

  /** The same entry, counted from this instant where it counts from somewhere. */
  public Entry anchoredAt(Instant anchor) {
    return new Entry(name, schedule.anchoredAt(anchor), spec, zone, sending, misfire, jitter);
  }

  /** When a slot is fired: the same moment for every beat, or two would disagree what is late. */
  Instant due(Instant slot) {
    if (jitter.isZero()) {
      return slot;
    }
    long hash = (name.hashCode() * 31L + slot.toEpochMilli()) * 0x9E3779B97F4A7C15L;
    return slot.plusMillis(Math.floorMod(hash ^ hash >>> 32, jitter.toMillis() + 1));
  }
}
