package io.taskq.process;

import io.taskq.broker.Broker;
import io.taskq.broker.NewMessage;
import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.message.MessageCodec;
import io.taskq.message.Outgoing;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A producer that gives up nothing: what has an unknown outcome is repeated under its id until it
 * is acknowledged. It sends as many as it is allowed to, in a thread of its own.
 */
final class Feeder implements AutoCloseable {

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);
  private static final Duration SAME_ID = Duration.ZERO;

  private final MessageCodec codec = new MessageCodec(1 << 20, ZoneOffset.UTC);
  private final Set<String> attempted = ConcurrentHashMap.newKeySet();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Semaphore allowed = new Semaphore(0);
  private final Broker broker;
  private final Random random;
  private final double shortest;
  private final double longest;
  private final Thread thread;
  private volatile boolean over;
  private final AtomicInteger repeated = new AtomicInteger();

  /** A producer of ledger tasks that take between so many seconds. */
  Feeder(Redis redis, Keys keys, Random random, double shortest, double longest) {
    this.broker = Broker.on(redis, keys);
    this.random = random;
    this.shortest = shortest;
    this.longest = longest;
    this.thread = Thread.ofPlatform().daemon().name("feeder").start(this::feed);
  }

  /** Lets it send so many more. */
  void allow(int tasks) {
    allowed.release(tasks);
  }

  Set<String> attempted() {
    return attempted;
  }

  Set<String> acknowledged() {
    return acknowledged;
  }

  /** How many sendings had to be repeated. */
  int repeated() {
    return repeated.get();
  }

  /** Waits until all that was allowed is acknowledged. */
  void finish() throws InterruptedException {
    over = true;
    allowed.release();
    thread.join();
  }

  private void feed() {
    try {
      for (int i = 0; ; i++) {
        allowed.acquire();
        if (over && allowed.availablePermits() == 0) {
          return;
        }
        send("task-" + i);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(String id) {
    double seconds = shortest + random.nextDouble() * (longest - shortest);
    Outgoing outgoing =
        Outgoing.of("ledger").id(id).args(JsonArray.of(Json.of(Math.round(1e4 * seconds) / 1e4)));
    NewMessage message =
        new NewMessage(
            "celery",
            0,
            id,
            codec.encode(outgoing.build()),
            Optional.empty(),
            Optional.empty(),
            SAME_ID,
            true);
    attempted.add(id);
    while (!isAcknowledged(message) && !Thread.currentThread().isInterrupted()) {
      repeated.incrementAndGet();
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
  }

  private boolean isAcknowledged(NewMessage message) {
    try {
      broker.enqueue(message);
      acknowledged.add(message.taskId());
      return true;
    } catch (TaskqException.Unavailable e) {
      return false;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
