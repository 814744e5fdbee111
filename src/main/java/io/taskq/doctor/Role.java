package io.taskq.doctor;

import io.taskq.broker.Broker;
import io.taskq.redis.Keys;
import io.taskq.redis.QueueKeys;
import io.taskq.redis.Script;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process needs in Redis. The commands inside scripts are read from the scripts, so that a
 * new one is never forgotten here.
 */
public enum Role {
  PRODUCER("GET SET DEL SADD SUBSCRIBE PUBLISH ZRANGE HGETALL", "enqueue enqueue_now know"),
  WORKER(
      PRODUCER.plain + " SREM SMEMBERS LLEN LRANGE RPOP HGET HMGET ZMSCORE ZSCAN BLMOVE PSUBSCRIBE",
      "enqueue enqueue_now know begin claim defer extend hasten revoke rate recall finish"
          + " finish_many look promote reap record release stats /io/taskq/node/beat"
          + " /io/taskq/node/leave /io/taskq/control/reply"),
  BEAT(
      PRODUCER.plain + " HGET",
      "enqueue enqueue_now know /io/taskq/beat/beat_lease /io/taskq/beat/beat_entries"
          + " /io/taskq/beat/beat_fire /io/taskq/beat/beat_pass /io/taskq/beat/beat_names"
          + " /io/taskq/beat/beat_leave look"),
  MONITOR(
      "GET SUBSCRIBE PUBLISH SADD SREM SMEMBERS DEL BRPOP LLEN LRANGE HGET HMGET HGETALL ZRANGE"
          + " ZSCORE ZCOUNT BLMOVE",
      "know look stats /io/taskq/control/reply");

  /** What every connection begins with, and what scripts are run by. */
  private static final String ALWAYS = "PING HELLO AUTH SELECT ECHO INFO TIME EXISTS EVAL EVALSHA";

  private static final Pattern CALL = Pattern.compile("redis\\.p?call\\(\\s*'(\\w+)'");

  private final String plain;
  private final String scripts;

  Role(String plain, String scripts) {
    this.plain = plain;
    this.scripts = scripts;
  }

  /** Its name in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Every command it sends, from itself or from a script. */
  SortedSet<String> commands() {
    SortedSet<String> all = new TreeSet<>(List.of((ALWAYS + " " + plain).split(" ", -1)));
    for (String script : scripts.split(" ", -1)) {
      CALL.matcher(Script.source(Broker.class, script))
          .results()
          .forEach(call -> all.add(call.group(1)));
    }
    return all;
  }

  /**
   * The command that makes a user with these rights and no others.
   *
   * @param queues the queues it works with
   */
  public String rule(Keys keys, Collection<String> queues) {
    List<String> words = new ArrayList<>(List.of("ACL", "SETUSER", "taskq-" + word()));
    words.addAll(List.of("reset", "resetchannels", "on", "'>PASSWORD'"));
    patterns(keys, queues).map(pattern -> quoted("~" + pattern)).forEach(words::add);
    channels(keys).map(pattern -> quoted("&" + pattern)).forEach(words::add);
    words.add(quoted("+client|setname"));
    commands().forEach(command -> words.add("+" + command.toLowerCase(Locale.ROOT)));
    return String.join(" ", words);
  }

  private static Stream<String> patterns(Keys keys, Collection<String> queues) {
    Stream<String> shared =
        Stream.of(
            Keys.OWN + "*",
            Keys.literal(keys.prefix() + Keys.OWN) + "*",
            Keys.literal(keys.result("")) + "*",
            Keys.literal(keys.group("")) + "*",
            Keys.literal(keys.binding("")) + "*",
            Keys.literal(keys.prefix()) + "*.reply.celery.pidbox");
    // Celery parts the priority from the name by two characters that no shell shows.
    Stream<String> lists =
        queues.stream()
            .map(keys::queue)
            .map(queue -> Keys.literal(queue.list(0)))
            .flatMap(list -> Stream.of(list, list + "??[" + steps() + "]"));
    return Stream.concat(shared, lists).distinct();
  }

  private static String steps() {
    StringBuilder digits = new StringBuilder();
    QueueKeys.STEPS.stream().skip(1).forEach(digits::append);
    return digits.toString();
  }

  private static Stream<String> channels(Keys keys) {
    return Stream.of(
        Keys.literal(keys.prefix() + Keys.OWN) + "*",
        Keys.literal(keys.result("")) + "*",
        Keys.literal(keys.pidbox()),
        Keys.literal(keys.event("")) + "*");
  }

  private static String quoted(String word) {
    return "'" + word + "'";
  }
}
