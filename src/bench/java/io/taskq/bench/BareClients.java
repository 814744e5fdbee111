package io.taskq.bench;

import io.taskq.redis.Redis;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/**
 * Two connections that drain a queue and do nothing else, 100 tasks a call: what is left is the
 * scripts and the way to them.
 */
final class BareClients implements Running {

  static final int AT_ONCE = 100;

  private static final int CONNECTIONS = 2;

  private final List<Redis> connections;
  private final List<Thread> threads;

  private BareClients(List<Redis> connections, List<Thread> threads) {
    this.connections = connections;
    this.threads = threads;
  }

  /**
   * Starts them.
   *
   * @param drain empties the queue as the client of that number
   */
  static BareClients start(PrivateRedis redis, ObjIntConsumer<Redis> drain) {
    List<Redis> connections =
        IntStream.range(0, CONNECTIONS).mapToObj(i -> redis.connect(0)).toList();
    List<Thread> threads =
        IntStream.range(0, CONNECTIONS)
            .mapToObj(i -> Thread.ofPlatform().start(() -> drain.accept(connections.get(i), i)))
            .toList();
    return new BareClients(connections, threads);
  }

  @Override
  public boolean isAlive() {
    return threads.stream().anyMatch(Thread::isAlive);
  }

  /** They run in this process, beside who watches them. */
  @Override
  public double cpuMicros() {
    return 0;
  }

  @Override
  public void close() {
    threads.forEach(BareClients::join);
    connections.forEach(Redis::close);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while it drained", e);
    }
  }
}
