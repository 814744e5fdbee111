package io.taskq.broker;

import io.taskq.redis.QueueKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.clients.jedis.params.ZRangeParams;
import redis.clients.jedis.resps.Tuple;

/** What lies in a queue sorted by a time: dead letters and delayed messages. */
final class Shelf {

  /** Messages may be large: so many are held in memory at once. */
  private static final int PAGE = 100;

  private final Access access;
  private final String queue;
  private final QueueKeys keys;

  Shelf(Access access, String queue) {
    this.access = access;
    this.queue = queue;
    this.keys = access.queue(queue);
  }

  /**
   * The newest first. Read page by page as the stream goes on; what was dropped meanwhile fails to
   * come.
   */
  Stream<DeadLetter> dead() {
    List<Tuple> newest = range(keys.dead(), ZRangeParams.zrangeParams(0, -1).rev());
    return IntStream.iterate(0, from -> from < newest.size(), from -> from + PAGE)
        .mapToObj(from -> newest.subList(from, Math.min(from + PAGE, newest.size())))
        .flatMap(this::letters);
  }

  /** One dead letter by its delivery. */
  Optional<DeadLetter> dead(String deliveryId) {
    Double buriedAt = access.redis().ask("list", client -> client.zscore(keys.dead(), deliveryId));
    return buriedAt == null
        ? Optional.empty()
        : letters(List.of(new Tuple(deliveryId, buriedAt))).findFirst();
  }

  private Stream<DeadLetter> letters(List<Tuple> page) {
    List<String> raws = fields(keys.messages(), page);
    List<String> infos = fields(keys.deadInfo(), page);
    List<String> metas = fields(keys.meta(), page);
    // A letter that was dropped meanwhile has no message any more.
    return IntStream.range(0, raws.size())
        .filter(i -> raws.get(i) != null)
        .mapToObj(i -> letter(page.get(i), raws.get(i), infos.get(i), metas.get(i)));
  }

  private DeadLetter letter(Tuple place, String raw, String known, String meta) {
    String info = Optional.ofNullable(known).orElse("");
    int reason = info.indexOf('\n') + 1;
    return new DeadLetter(
        queue,
        place.getElement(),
        time(place),
        Access.deliveries(meta),
        info.substring(reason),
        PastDelivery.history(info.substring(0, reason).strip()),
        raw);
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
