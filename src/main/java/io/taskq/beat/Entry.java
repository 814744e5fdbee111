package io.taskq.beat;

import io.taskq.config.Misfire;
import io.taskq.config.Overlap;
import io.taskq.config.Sending;
import io.taskq.schedule.Schedule;
import io.taskq.schedule.Within;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * One entry of a plan.
 *
 * @param schedule when it is due
 * @param spec the same as text; another text is another schedule
 * @param zone in which its times are shown
 * @param sending what is sent
 * @param rules how it is fired
 */
public record Entry(
    String name, Schedule schedule, String spec, ZoneId zone, Sending sending, Rules rules) {

  /**
   * How an entry is fired.
   *
   * @param jitter each slot is fired up to this much later
   * @param limit how often it is fired at most
   */
  public record Rules(Misfire misfire, Overlap overlap, Duration jitter, Optional<Integer> limit) {}

  /** The same entry, counted from this instant where it counts from somewhere. */
  public Entry anchoredAt(Instant anchor) {
    return new Entry(name, schedule.anchoredAt(anchor), spec, zone, sending, rules);
  }

  /** When a slot is fired: the same moment for every beat, or two would disagree what is late. */
  Instant due(Instant slot) {
    if (rules.jitter.isZero()) {
      return slot;
    }
    long hash = (name.hashCode() * 31L + slot.toEpochMilli()) * 0x9E3779B97F4A7C15L;
    return slot.plusMillis(Math.floorMod(hash ^ hash >>> 32, rules.jitter.toMillis() + 1));
  }

  boolean mayOverlap() {
    return rules.overlap.policy() == Overlap.Policy.ALLOW;
  }

  /** All that makes it what it is, as text. */
  String fingerprint() {
    Sending.Options options = sending.options();
    return String.join(
        "\n",
        name,
        spec,
        schedule instanceof Within bounded ? bounded.bounds() : "",
        rules.toString(),
        sending.task(),
        sending.args().text(),
        sending.kwargs().text(),
        options.headers().text(),
        options.queue().toString(),
        options.priority().toString(),
        options.expires().toString(),
        options.retries().toString(),
        options.timeLimit().toString(),
        options.softTimeLimit().toString());
  }
}
