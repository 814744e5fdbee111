package io.taskq.beat;

import io.taskq.config.Misfire;
import io.taskq.config.Overlap;
import io.taskq.config.Sending;
import io.taskq.json.Json;
import io.taskq.json.JsonObject;
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
    // What is usual is left out: there may be ten thousand, and each beat reads them at its start.
    StringBuilder print = new StringBuilder(name).append('\n').append(spec);
    if (schedule instanceof Within bounded) {
      print.append('\n').append(bounded.bounds());
    }
    print.append("\nmisfire ").append(rules.misfire.policy()).append(rules.overlap.policy());
    add(print, "catchup", rules.misfire.catchup());
    if (!mayOverlap()) {
      print.append("\ntimeout ").append(rules.overlap.timeout());
    }
    if (!rules.jitter.isZero()) {
      print.append("\njitter ").append(rules.jitter);
    }
    add(print, "limit", rules.limit);
    print.append("\ntask ").append(sending.task());
    add(print, "args", Optional.of(sending.args()).filter(args -> args.size() > 0).map(Json::text));
    add(print, "kwargs", members(sending.kwargs()));
    return print.append(options()).toString();
  }

  private StringBuilder options() {
    Sending.Options options = sending.options();
    StringBuilder print = new StringBuilder();
    add(print, "queue", options.queue());
    add(print, "priority", options.priority());
    add(print, "expires", options.expires());
    add(print, "retries", options.retries());
    add(print, "limit", options.timeLimit());
    add(print, "soft", options.softTimeLimit());
    add(print, "headers", members(options.headers()));
    return print;
  }

  private static Optional<String> members(JsonObject object) {
    return object.members().isEmpty() ? Optional.empty() : Optional.of(object.text());
  }

  private static void add(StringBuilder print, String name, Optional<?> value) {
    value.ifPresent(known -> print.append('\n').append(name).append(' ').append(known));
  }
}
