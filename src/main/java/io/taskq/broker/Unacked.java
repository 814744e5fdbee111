package io.taskq.broker;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonException;
import io.taskq.json.JsonLimits;
import io.taskq.json.JsonObject;
import io.taskq.json.JsonReader;
import io.taskq.json.JsonString;
import io.taskq.redis.Keys;
import io.taskq.redis.QueueKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import redis.clients.jedis.params.ZRangeParams;
import redis.clients.jedis.resps.Tuple;

/**
 * What workers of Celery hold. It is theirs: nothing here is touched but by {@link #adopt}, for
 * workers that are gone. Thread-safe.
 */
public final class Unacked {

  private static final JsonLimits LIMITS = JsonLimits.ofSize(Integer.MAX_VALUE);
  private static final int PAGE = 1000;

  private final Access access;

  Unacked(Access access) {
    this.access = access;
  }

  /** How many have been held for at least this long, and the longest. */
  public Overdue olderThan(Duration age) {
    String index = access.keys().unackedIndex();
    double limit = seconds(now().minus(age));
    long count = access.redis().ask("look at unacked", c -> c.zcount(index, 0, limit));
    List<Tuple> first = access.redis().ask("look at unacked", c -> c.zrangeWithScores(index, 0, 0));
    return count == 0 || first.isEmpty()
        ? new Overdue(0, Duration.ZERO)
        : new Overdue(count, Duration.ofSeconds((long) (seconds(now()) - first.get(0).getScore())));
  }

  /** Moves what has been held for at least this long back to its lists; answers how many. */
  public long adopt(Duration age) {
    String index = access.keys().unackedIndex();
    double limit = seconds(now().minus(age));
    long moved = 0;
    int left = 0;
    List<String> tags;
    do {
      int from = left;
      tags = access.redis().ask("look at unacked", c -> c.zrange(index, page(limit, from)));
      long adopted = tags.stream().filter(this::adoptOne).count();
      moved += adopted;
      left += tags.size() - (int) adopted;
    } while (!tags.isEmpty());
    return moved;
  }

  private static ZRangeParams page(double limit, int from) {
    return ZRangeParams.zrangeByScoreParams(0, limit).limit(from, PAGE);
  }

  private boolean adoptOne(String tag) {
    Keys keys = access.keys();
    String held = access.redis().ask("read unacked", c -> c.hget(keys.unacked(), tag));
    Optional<Held> message = Optional.ofNullable(held).flatMap(Held::read);
    if (message.isEmpty()) {
      return false;
    }
    String queue = queue(message.get());
    String list = access.queue(queue).list(QueueKeys.step(message.get().priority()));
    List<String> args = List.of(tag, held, message.get().raw(), access.wake(queue));
    return access.run("adopt", List.of(keys.unacked(), keys.unackedIndex(), list), args).equals(1L);
  }

  /** The queue bound to the exchange by this key; the key itself where nothing is bound. */
  private String queue(Held message) {
    String table = access.keys().binding(message.exchange());
    Set<String> bindings = access.redis().ask("read bindings", c -> c.smembers(table));
    return bindings.stream()
        .map(binding -> binding.split(Keys.SEPARATOR, -1))
        .filter(parts -> parts.length == 3 && parts[0].equals(message.routingKey()))
        .map(parts -> parts[2])
        .findFirst()
        .orElse(message.routingKey());
  }

  private Instant now() {
    return access.redis().time();
  }

  private static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1000.0;
  }

  /** One message as a worker of Celery notes it. */
  private record Held(String raw, String exchange, String routingKey, int priority) {

    /** Empty when it is no message: then it stays where it is. */
    static Optional<Held> read(String text) {
      try {
        return JsonReader.read(text, LIMITS) instanceof JsonArray(List<Json> items)
                && items.size() == 3
                && items.get(0) instanceof JsonObject message
                && items.get(1) instanceof JsonString(String exchange)
                && items.get(2) instanceof JsonString(String key)
            ? Optional.of(new Held(message.text(), exchange, key, priority(message)))
            : Optional.empty();
      } catch (JsonException e) {
        return Optional.empty();
      }
    }

    private static int priority(JsonObject message) {
      JsonObject properties = message.get("properties").asObject().orElse(JsonObject.EMPTY);
      return Math.clamp(properties.get("priority").asLong().orElse(0L), 0, 9);
    }
  }
}
