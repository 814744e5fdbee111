package io.taskq.bench;

import io.taskq.redis.Redis;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/**
 * Drains a full queue by two connections that do nothing else, 100 tasks a call: what is left is
 * the time of the scripts, with the machine as busy for one set of scripts as for another.
 */
final class Batches {

  static final int AT_ONCE = 100;

  private static final int CONNECTIONS = 2;

  private final PrivateRedis redis;

  Batches(PrivateRedis redis) {
    this.redis = redis;
  }

  /**
   * Lets so many tasks be drained; answers the time of scripts in Redis a task.
   *
   * @param drain empties the queue as the client of that number
   */
  double scriptMicros(int count, ObjIntConsumer<Redis> drain) {
    redis.clear();
    new Workload(redis.redis()).fill(count);
    double before = redis.scriptMicros();
    List<Thread> drains =
        IntStream.range(0, CONNECTIONS)
            .mapToObj(i -> Thread.ofPlatform().start(() -> drain.accept(redis.redis(), i)))
            .toList();
    drains.forEach(Batches::join);
    return (redis.scriptMicros() - before) / count;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while it drained", e);
    }
  }
}
