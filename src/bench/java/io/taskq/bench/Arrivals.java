package io.taskq.bench;

import io.taskq.redis.Redis;
import java.util.List;

/** Watches results arrive, at little cost for Redis: what was seen once is not asked for again. */
final class Arrivals {

  private static final int AT_ONCE = 500;

  private final Redis redis;
  private final List<String> keys;
  private int seen;

  Arrivals(Redis redis, List<String> keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** Whether every one is there. */
  boolean areComplete() {
    while (seen < keys.size()) {
      List<String> next = keys.subList(seen, Math.min(seen + AT_ONCE, keys.size()));
      // The last of them alone first: to look for all of them again and again would cost Redis.
      if (!areThere(next.getLast()) || !areThere(next.toArray(String[]::new))) {
        return false;
      }
      seen += next.size();
    }
    return true;
  }

  private boolean areThere(String... asked) {
    return redis.ask("look", client -> client.exists(asked)) == asked.length;
  }
}
