package io.taskq.client;

import io.taskq.error.TaskqException;
import io.taskq.loop.Loop;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisConnection;
import io.taskq.redis.Subscription;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hears of results for all who wait, over one connection that is made when somebody first waits.
 * What it does not hear, because the connection broke meanwhile, the waiters find by looking
 * themselves now and then. Thread-safe.
 */
final class Notices implements AutoCloseable {

  private static final Duration ONE_LISTEN = Duration.ofMillis(200);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

  /** Pub/sub may lose a message, so whoever waits looks again this often. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Redis redis;
  private final String anchor;
  private final Map<String, Set<Semaphore>> waiting = new ConcurrentHashMap<>();
  private final Loop loop;
  private boolean started;
  private volatile boolean closed;
  private volatile Optional<RedisConnection> connection = Optional.empty();
  private volatile Optional<Subscription> subscription = Optional.empty();

  /**
   * Makes it; nothing is connected so far.
   *
   * @param name of this client, whose own channel is listened to: a subscription to nothing ends
   */
  Notices(Redis redis, Keys keys, String name) {
    this.redis = redis;
    this.anchor = keys.result(name);
    this.loop = new Loop("taskq-client", this::step, bug -> wakeAll());
  }

  /** Somebody's place among those who wait for one channel. */
  final class Place implements AutoCloseable {

    private final String channel;
    private final Semaphore news = new Semaphore(0);

    private Place(String channel) {
      this.channel = channel;
    }

    /** Returns when something may have happened, or the time is up. */
    void await(Duration longest) throws InterruptedException {
      if (closed) {
        throw new IllegalStateException("the client is closed");
      }
      Duration time = longest.compareTo(LOOK_AGAIN) < 0 ? longest : LOOK_AGAIN;
      if (news.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
        news.drainPermits();
      }
    }

    @Override
    public void close() {
      leave(channel, news);
    }
  }

  /** From the first wake on nothing on the channel goes unheard while the connection holds. */
  Place place(String channel) {
    Place place = new Place(channel);
    start();
    waiting.compute(
        channel,
        (name, others) -> {
          Set<Semaphore> all = others == null ? ConcurrentHashMap.newKeySet() : others;
          all.add(place.news);
          // In here, so that it cannot come before what the last who left says.
          subscription.ifPresent(open -> open.follow(channel));
          return all;
        });
    return place;
  }

  private void leave(String channel, Semaphore news) {
    waiting.computeIfPresent(
        channel,
        (name, all) -> {
          all.remove(news);
          if (!all.isEmpty()) {
            return all;
          }
          subscription.ifPresent(open -> open.leave(channel));
          return null;
        });
  }

  private synchronized void start() {
    if (!started) {
      started = true;
      loop.start();
    }
  }

  /** Listens for a moment; connects anew where the connection is lost. */
  Duration step() throws InterruptedException {
    try {
      open().poll(ONE_LISTEN).ifPresent(published -> wake(published.channel()));
      return Duration.ZERO;
    } catch (TaskqException.Unavailable e) {
      // Those who wait find out by their own looks; here there is only the next try.
      drop();
      return BETWEEN_TRIES;
    }
  }

  private Subscription open() throws InterruptedException {
    if (subscription.isEmpty()) {
      RedisConnection fresh = redis.dedicated();
      connection = Optional.of(fresh);
      Subscription made = fresh.subscribe(anchor);
      subscription = Optional.of(made);
      // Also those that came while it was made; twice does no harm.
      new HashSet<>(waiting.keySet()).forEach(made::follow);
      wakeAll();
    }
    return subscription.get();
  }

  private void drop() {
    subscription = Optional.empty();
    connection.ifPresent(RedisConnection::close);
    connection = Optional.empty();
  }

  private void wake(String channel) {
    waiting.getOrDefault(channel, Set.of()).forEach(Semaphore::release);
  }

  private void wakeAll() {
    waiting.keySet().forEach(this::wake);
  }

  @Override
  public void close() {
    closed = true;
    wakeAll();
    synchronized (this) {
      if (started) {
        loop.close();
      }
    }
    drop();
  }
}
