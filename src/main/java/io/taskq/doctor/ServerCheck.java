package io.taskq.doctor;

import io.taskq.redis.RedisUrl;
import io.taskq.redis.ServerFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which Redis this is, whether it is the right one to write to, and who can reach it. */
final class ServerCheck {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");

  /** The first with all commands the scripts use. */
  private static final int OLDEST_MAJOR = 6;

  private static final int OLDEST_MINOR = 2;

  private final RedisUrl url;
  private final ServerFacts facts;
  private final Duration answer;

  ServerCheck(RedisUrl url, ServerFacts facts, Duration answer) {
    this.url = url;
    this.facts = facts;
    this.answer = answer;
  }

  List<Finding> findings() {
    List<Finding> all = new ArrayList<>(List.of(version()));
    role(all);
    door(all);
    return all;
  }

  private Finding version() {
    String version = facts.text("redis_version");
    if (isTooOld(version)) {
      return Finding.bad(
          "Redis " + version + " at " + url.place() + " is too old",
          "Install Redis %d.%d or newer.".formatted(OLDEST_MAJOR, OLDEST_MINOR));
    }
    double millis = answer.toNanos() / 1e6;
    String found =
        String.format(
            Locale.ROOT, "Redis %s at %s, answered in %.1f ms", version, url.place(), millis);
    return millis < 100
        ? Finding.ok(found)
        : Finding.warn(found, "Every task costs a few such answers: run Redis nearer by.");
  }

  private static boolean isTooOld(String version) {
    String[] parts = version.split("\\.", 3);
    if (parts.length < 2 || !(parts[0] + parts[1]).matches("\\d{2,6}")) {
      return false;
    }
    int major = Integer.parseInt(parts[0]);
    return major < OLDEST_MAJOR
        || (major == OLDEST_MAJOR && Integer.parseInt(parts[1]) < OLDEST_MINOR);
  }

  private void role(List<Finding> all) {
    if (facts.text("role").equals("slave")) {
      all.add(
          Finding.bad(
              "this is a replica: it refuses every write",
              "Name its master with --broker: %s:%s"
                  .formatted(facts.text("master_host"), facts.text("master_port"))));
    }
    long replicas = facts.number("connected_slaves");
    if (replicas > 0 && facts.text("min-replicas-to-write").equals("0")) {
      all.add(
          Finding.warn(
              "a master cut off from its replicas goes on taking tasks, and loses them when one"
                  + " takes over",
              "redis-cli config set min-replicas-to-write 1"));
    }
  }

  private void door(List<Finding> all) {
    boolean isNear = url.socket().isPresent() || THIS_MACHINE.contains(url.host());
    boolean isOpen = facts.text("protected-mode").equals("no") && !isBoundToThisMachine();
    if (url.password().isEmpty() && (!isNear || isOpen)) {
      all.add(
          Finding.bad(
              "anyone who reaches " + url.place() + " can read and change every task: no password",
              "Set one (redis.conf: requirepass), and give it in the address of the broker."));
    }
  }

  private boolean isBoundToThisMachine() {
    String bind = facts.text("bind");
    return !bind.isEmpty()
        && List.of(bind.split(" ")).stream()
            .map(address -> address.replaceFirst("^-", ""))
            .allMatch(THIS_MACHINE::contains);
  }
}
