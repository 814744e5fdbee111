package io.taskq.bench;

import io.taskq.redis.Keys;
import io.taskq.redis.QueueKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.UnifiedJedis;

/**
 * How many tasks are not done yet: those that wait, and those that somebody holds. Counted by Redis
 * itself, so that looking costs next to nothing however many there are.
 *
 * @param counts where tasks wait first: one on its way is seen twice rather than not at all
 */
record Backlog(List<Count> counts) {

  /** A command that counts, and the key it counts. */
  record Count(Protocol.Command command, String key) {}

  static Count list(String key) {
    return new Count(Protocol.Command.LLEN, key);
  }

  static Count set(String key) {
    return new Count(Protocol.Command.ZCARD, key);
  }

  static Count hash(String key) {
    return new Count(Protocol.Command.HLEN, key);
  }

  static Backlog of(Count... counts) {
    return new Backlog(List.of(counts));
  }

  /** What taskq has of these queues: delayed, waiting, ready again, leased. */
  static Backlog ofTaskq(List<String> queues) {
    Keys keys = new Keys("", 0);
    List<Count> counts = new ArrayList<>();
    List<QueueKeys> all = queues.stream().map(keys::queue).toList();
    all.forEach(queue -> counts.add(set(queue.delayed())));
    all.forEach(queue -> counts.add(list(queue.list(0))));
    all.forEach(queue -> counts.add(list(queue.ready(0))));
    all.forEach(queue -> counts.add(set(queue.leased())));
    return new Backlog(counts);
  }

  long size(PrivateRedis redis) {
    return redis.redis().ask("count", this::size);
  }

  private long size(UnifiedJedis client) {
    try (Pipeline pipeline = (Pipeline) client.pipelined()) {
      counts.forEach(
          count -> pipeline.sendCommand(new CommandArguments(count.command()).add(count.key())));
      Stream<Object> answers = pipeline.syncAndReturnAll().stream();
      return answers.mapToLong(answer -> (Long) answer).sum();
    }
  }
}
