package io.taskq.bench;

import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;

/**
 * Messages that were made once and are laid on a queue before each round: to make them anew would
 * take longer than to work them off.
 */
final class Stock {

  private static final int DATABASE = 1;

  private final PrivateRedis redis;

  Stock(PrivateRedis redis) {
    this.redis = redis;
  }

  /** Puts that many messages for this task on the queue {@link Workload#QUEUE}, at once. */
  void lay(String task, int count) {
    String name = task + ":" + count;
    try (Redis stock = redis.connect(DATABASE)) {
      if (!stock.hasKey(name)) {
        new Workload(stock).fill(name, task, count);
      }
      String queue = new Keys("", 0).queue(Workload.QUEUE).list(0);
      CommandArguments copy =
          new CommandArguments(Protocol.Command.COPY).add(name).add(queue).add("DB").add(0);
      Object copied = stock.ask("lay", client -> client.executeCommand(copy));
      if (!Long.valueOf(1).equals(copied)) {
        throw new IllegalStateException("the queue was not empty before a round");
      }
    }
  }
}
