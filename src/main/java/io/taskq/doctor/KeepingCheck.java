package io.taskq.doctor;

import io.taskq.redis.ServerFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the server loses: at a power cut, and when its memory is full. */
final class KeepingCheck {

  private static final double NEARLY_FULL = 0.9;

  private final ServerFacts facts;

  KeepingCheck(ServerFacts facts) {
    this.facts = facts;
  }

  List<Finding> findings() {
    List<Finding> all = new ArrayList<>(List.of(log()));
    trouble(all);
    all.add(eviction());
    memory(all);
    return all;
  }

  private Finding log() {
    if (!facts.text("aof_enabled").equals("1")) {
      boolean hasSnapshots = !facts.text("save").isEmpty();
      return Finding.warn(
          "appendonly is off: a power cut loses "
              + (hasSnapshots ? "all tasks since the last snapshot" : "every task"),
          "redis-cli config set appendonly yes");
    }
    return switch (facts.text("appendfsync")) {
      case "always" -> Finding.ok("appendonly, synced at once: a power cut loses nothing");
      case "no" ->
          Finding.warn(
              "appendonly, but synced when the system likes: a power cut loses up to half a minute",
              "redis-cli config set appendfsync everysec");
      case "everysec" ->
          Finding.ok("appendonly, synced every second: a power cut loses about one second");
      default -> Finding.ok("appendonly; how often it is synced may not be read");
    };
  }

  private void trouble(List<Finding> all) {
    if (facts.text("loading").equals("1")) {
      all.add(Finding.bad("it is loading its data and answers nothing else", "Wait for it."));
    }
    if (isFailed("aof_last_write_status") || isFailed("aof_last_bgrewrite_status")) {
      all.add(
          Finding.bad(
              "it could not write its appendonly file: what it takes now may be lost",
              "See its log; most often the disk is full."));
    }
    if (isFailed("rdb_last_bgsave_status")) {
      all.add(
          Finding.bad(
              "its last snapshot failed: by default it refuses every write then",
              "See its log; most often the disk is full."));
    }
  }

  private boolean isFailed(String status) {
    return facts.has(status) && !facts.text(status).equals("ok");
  }

  private Finding eviction() {
    String policy = facts.text("maxmemory_policy");
    if (policy.equals("noeviction")) {
      return Finding.ok("maxmemory-policy noeviction");
    }
    String found = "maxmemory-policy " + policy + ": a full Redis throws away ";
    String advice = "redis-cli config set maxmemory-policy noeviction";
    return policy.startsWith("volatile")
        ? Finding.warn(found + "results, and ids kept against doubles", advice)
        : Finding.bad(found + "tasks", advice);
  }

  private void memory(List<Finding> all) {
    long most = facts.number("maxmemory");
    boolean isLimited = most > 0;
    long room = isLimited ? most : facts.number("total_system_memory");
    long used = facts.number("used_memory");
    if (room > 0 && used > room * NEARLY_FULL) {
      all.add(
          Finding.bad(
              String.format(
                  Locale.ROOT,
                  "%.0f %% of its memory is used (%,d of %,d MB)",
                  100.0 * used / room,
                  used >> 20,
                  room >> 20),
              isLimited
                  ? "Raise maxmemory, or let workers empty the queues: it will refuse new tasks."
                  : "Give it more memory: the system will end it."));
    }
  }
}
