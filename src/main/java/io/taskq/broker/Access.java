package io.taskq.broker;

import io.taskq.redis.Keys;
import io.taskq.redis.QueueKeys;
import io.taskq.redis.Redis;
import io.taskq.redis.Script;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What every operation needs: Redis, the keys, the databases and the scripts. Thread-safe. */
final class Access {

  /** Its place in what is known of a delivery; see {@code part/meta}. */
  private static final int LAST_OP = 5;

  private final Redis redis;
  private final Keys keys;
  private final int resultDb;
  private final Scripts scripts;
  private final Map<String, QueueKeys> queues = new ConcurrentHashMap<>();

  Access(Redis redis, Keys keys, int resultDb, Scripts scripts) {
    this.redis = redis;
    this.keys = keys;
    this.resultDb = resultDb;
    this.scripts = scripts;
  }

  Redis redis() {
    return redis;
  }

  Keys keys() {
    return keys;
  }

  QueueKeys queue(String name) {
    return queues.computeIfAbsent(name, keys::queue);
  }

  Object run(String script, List<String> keys, List<String> args) {
    return scripts.run(script, redis, keys, args);
  }

  List<Supplier<Object>> runEach(String script, List<Script.Call> calls) {
    return scripts.runEach(script, redis, calls);
  }

  /** Number of the broker's database. */
  String home() {
    return Integer.toString(keys.db());
  }

  /** Number of the results' database. */
  String away() {
    return Integer.toString(resultDb);
  }

  /** How often a delivery was handed out, by what is known of it; 0 for nothing known. */
  static int deliveries(String meta) {
    return meta == null ? 0 : Integer.parseInt(meta.substring(0, meta.indexOf('|')));
  }

  /** What was done with a delivery last, by the word that its script notes; empty for nothing. */
  static String lastOp(String meta) {
    String[] parts = meta == null ? new String[0] : meta.split("\\|", LAST_OP + 2);
    return parts.length > LAST_OP ? parts[LAST_OP] : "";
  }

  String wake(String queue) {
    return keys.wake(queue);
  }

  static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  static String millis(Instant instant) {
    return Long.toString(instant.toEpochMilli());
  }

  static String key(Optional<StoredResult> result) {
    return result.map(StoredResult::key).orElse("");
  }

  static String text(Optional<StoredResult> result) {
    return result.map(StoredResult::text).orElse("");
  }

  static String ttl(Optional<StoredResult> result) {
    return result.map(StoredResult::ttl).map(Access::millis).orElse("0");
  }
}
