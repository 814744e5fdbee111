package io.taskq.broker;

import io.taskq.redis.QueueKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.resps.Tuple;

/** Rates that hold over all workers together, by Redis' clock. Thread-safe. */
public final class Rates {

  private static final ScanParams MANY = new ScanParams().count(Holding.BATCH);

  private final Access access;

  Rates(Access access) {
    this.access = access;
  }

  /** All of them by task, as they were written. */
  public Map<String, String> all() {
    String key = access.keys().rates();
    Map<String, String> written = access.redis().ask("list rates", client -> client.hgetAll(key));
    return new TreeMap<>(written);
  }

  /** Sets the rate of a task; an empty text takes it away. */
  public void set(String task, String rate) {
    String key = access.keys().rates();
    access
        .redis()
        .ask(
            "set a rate",
            client -> rate.isEmpty() ? client.hdel(key, task) : client.hset(key, task, rate));
    // What was promised under the old rate holds no longer.
    access.redis().ask("set a rate", client -> client.del(access.keys().rate(task)));
  }

  /**
   * Takes the next turn of a task.
   *
   * @param returning whether it was put off before
   * @return how long it has to wait until it may ask again; zero when it may run
   */
  public Duration take(String task, Duration between, boolean returning) {
    Object wait =
        access.run(
            "rate",
            List.of(access.keys().rate(task)),
            List.of(Long.toString(between.toNanos() / 1_000), returning ? "1" : "0"));
    return Duration.of((Long) wait, ChronoUnit.MICROS);
  }

  /** Makes what a rate put off come again now, because the rate has changed. */
  public void recall(String queue) {
    QueueKeys keys = access.queue(queue);
    Instant now = access.redis().time();
    String cursor = ScanParams.SCAN_POINTER_START;
    do {
      String from = cursor;
      ScanResult<Tuple> some =
          access.redis().ask("look at " + queue, c -> c.zscan(keys.delayed(), from, MANY));
      recall(keys, some.getResult().stream().map(Tuple::getElement).toList(), now);
      cursor = some.getCursor();
    } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
  }

  private void recall(QueueKeys keys, List<String> ids, Instant now) {
    if (ids.isEmpty()) {
      return;
    }
    List<String> known =
        access
            .redis()
            .ask("look at what waits", c -> c.hmget(keys.meta(), ids.toArray(String[]::new)));
    List<String> putOff = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i) != null && isPutOff(known.get(i))) {
        putOff.add(ids.get(i));
      }
    }
    if (!putOff.isEmpty()) {
      access.run("recall", List.of(keys.delayed()), args(now, putOff));
    }
  }

  private static List<String> args(Instant now, List<String> ids) {
    List<String> args = new ArrayList<>(List.of(Access.millis(now)));
    args.addAll(ids);
    return args;
  }

  /** See {@link QueueKeys#meta} for its parts; the task id at the end may hold anything. */
  private static boolean isPutOff(String meta) {
    String[] parts = meta.split("\\|", 7);
    return parts.length == 7 && parts[5].equals("later");
  }
}
