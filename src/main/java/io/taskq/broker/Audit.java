package io.taskq.broker;

import io.taskq.redis.Keys;
import io.taskq.redis.QueueKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import redis.clients.jedis.resps.Tuple;

/** Looks for what should not be, and puts back what fell out of place. Thread-safe. */
public final class Audit {

  private static final String FIRST_PAGE = "0";
  private static final String LONGEST_LIST = "10000";
  private static final int STEPS = QueueKeys.STEPS.size();

  private final Access access;

  Audit(Access access) {
    this.access = access;
  }

  /** The leases of a queue that were over this long ago and still stand. */
  public Overdue overdue(String queue, Duration since) {
    String leased = access.queue(queue).leased();
    Instant now = access.redis().time();
    long limit = now.minus(since).toEpochMilli();
    long count =
        access
            .redis()
            .ask("look for old leases", client -> client.zcount(leased, 0, (double) limit));
    List<Tuple> first =
        access.redis().ask("look for old leases", c -> c.zrangeWithScores(leased, 0, 0));
    return count == 0 || first.isEmpty()
        ? new Overdue(0, Duration.ZERO)
        : new Overdue(
            count, Duration.ofMillis(now.toEpochMilli() - (long) first.get(0).getScore()));
  }

  /**
   * How many messages of a queue stand in no place. Empty when that cannot be told, because one of
   * its lists is too long to be looked through.
   */
  public OptionalLong orphans(String queue) {
    return sweep(queue, "");
  }

  /** Makes them ready again; answers how many there were. */
  public OptionalLong rescue(String queue) {
    return sweep(queue, access.wake(queue));
  }

  /** The length of the longest list of events that listeners of Celery's have asked for. */
  public long longestEvents() {
    Keys keys = access.keys();
    return access.redis().ask("look at events", c -> c.smembers(keys.binding("celeryev"))).stream()
        .map(binding -> keys.events(binding.substring(binding.lastIndexOf(Keys.SEPARATOR) + 2)))
        .mapToLong(list -> access.redis().ask("look at events", c -> c.llen(list)))
        .max()
        .orElse(0);
  }

  private OptionalLong sweep(String queue, String hint) {
    QueueKeys name = access.queue(queue);
    List<String> keys =
        new ArrayList<>(
            List.of(name.messages(), name.meta(), name.leased(), name.delayed(), name.dead()));
    IntStream.range(0, STEPS).mapToObj(name::ready).forEach(keys::add);
    long total = 0;
    String page = FIRST_PAGE;
    do {
      List<?> reply = (List<?>) access.run("orphans", keys, List.of(page, LONGEST_LIST, hint));
      long found = (Long) reply.get(1);
      if (found < 0) {
        return OptionalLong.empty();
      }
      total += found;
      page = (String) reply.get(0);
    } while (!page.equals(FIRST_PAGE));
    return OptionalLong.of(total);
  }
}
