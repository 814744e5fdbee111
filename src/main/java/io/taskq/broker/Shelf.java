package io.taskq.broker;

import io.taskq.redis.QueueKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import redis.clients.jedis.params.ZRangeParams;
import redis.clients.jedis.resps.Tuple;

/** What lies in a queue sorted by a time: dead letters and delayed messages. */
final class Shelf {

  private final Access access;
  private final String queue;
  private final QueueKeys keys;

  Shelf(Access access, String queue) {
    this.access = access;
    this.queue = queue;
    this.keys = access.queue(queue);
  }

  List<DeadLetter> dead(int limit) {
    List<Tuple> newest = range(keys.dead(), ZRangeParams.zrangeParams(0, limit - 1).rev());
    List<String> raws = fields(keys.messages(), newest);
    List<String> reasons = fields(keys.deadInfo(), newest);
    // A letter that was dropped meanwhile has no message any more.
    return IntStream.range(0, raws.size())
        .filter(i -> raws.get(i) != null)
        .mapToObj(
            i ->
                new DeadLetter(
                    queue,
                    newest.get(i).getElement(),
                    time(newest.get(i)),
                    Optional.ofNullable(reasons.get(i)).orElse(""),
                    raws.get(i)))
        .toList();
  }

  List<Delayed> delayed(int limit) {
    List<Tuple> next = range(keys.delayed(), ZRangeParams.zrangeParams(0, limit - 1));
    List<String> raws = fields(keys.messages(), next);
    return IntStream.range(0, raws.size())
        .filter(i -> raws.get(i) != null)
        .mapToObj(i -> new Delayed(queue, next.get(i).getElement(), time(next.get(i)), raws.get(i)))
        .toList();
  }

  private List<Tuple> range(String key, ZRangeParams range) {
    return access.redis().ask("list", client -> client.zrangeWithScores(key, range));
  }

  private List<String> fields(String key, List<Tuple> entries) {
    if (entries.isEmpty()) {
      return List.of();
    }
    String[] ids = entries.stream().map(Tuple::getElement).toArray(String[]::new);
    return access.redis().ask("list", client -> client.hmget(key, ids));
  }

  private static Instant time(Tuple entry) {
    return Instant.ofEpochMilli((long) entry.getScore());
  }
}
