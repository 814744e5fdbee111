package io.taskq.redis;

import io.taskq.error.TaskqException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * What is published on some channels, from the moment it was made. Holds the newest {@value #KEPT}:
 * who does not fetch them loses the oldest and slows nobody. Thread-safe.
 *
 * <p>A connection whose other end is gone without a word looks like one on which nothing is said.
 * So a quiet one is asked for a sign of life, and without one it is over.
 */
public final class Subscription {

  private static final int KEPT = 10_000;

  /** How long nothing may be heard before Redis is asked whether it is there. */
  private static final Duration QUIET = Duration.ofSeconds(2);

  private final RedisUrl url;
  private final Duration patience;
  private final Listener listener = new Listener();
  private final LinkedBlockingDeque<Published> arrived = new LinkedBlockingDeque<>(KEPT);
  private final Set<String> added = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ready;
  private volatile Optional<JedisException> ended = Optional.empty();
  private volatile long heardAt = System.nanoTime();
  private long askedAt = heardAt;

  /**
   * Listens from now on.
   *
   * @param patience how long Redis may take to answer
   */
  Subscription(RedisUrl url, Jedis jedis, Duration patience, boolean patterns, String... channels) {
    this.url = url;
    this.patience = patience;
    this.ready = new CountDownLatch(channels.length);
    Thread.ofPlatform()
        .daemon()
        .name("taskq-subscription")
        .start(() -> listen(jedis, patterns, channels));
  }

  /**
   * What comes next. Empty when nothing came in time.
   *
   * @throws TaskqException.Unavailable when the connection is broken, or its other end is silent
   */
  public Optional<Published> poll(Duration longest) throws InterruptedException {
    Published next = arrived.pollFirst(longest.toNanos(), TimeUnit.NANOSECONDS);
    if (next == null) {
      checkLife();
    }
    return Optional.ofNullable(next);
  }

  /** Waits until Redis has confirmed every channel: what is published from then on is seen. */
  Subscription awaitReady() throws InterruptedException {
    boolean confirmed = ready.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    throwIfEnded();
    if (!confirmed) {
      throw silent();
    }
    return this;
  }

  /**
   * Listens to one channel more. Once Redis has confirmed it, an empty message of that channel
   * comes: what is published from then on is seen. A connection that is lost shows in {@link
   * #poll}.
   */
  public void follow(String channel) {
    added.add(channel);
    talk(() -> listener.subscribe(channel));
  }

  /** Listens to the channel no more. One that was there from the start must stay. */
  public void leave(String channel) {
    added.remove(channel);
    talk(() -> listener.unsubscribe(channel));
  }

  /** One at a time: two threads on one connection would mix their words. */
  private void talk(Runnable words) {
    try {
      synchronized (listener) {
        words.run();
      }
    } catch (JedisException e) {
      ended = ended.or(() -> Optional.of(e));
    }
  }

  private synchronized void checkLife() {
    throwIfEnded();
    long now = System.nanoTime();
    boolean answered = heardAt - askedAt >= 0;
    if (answered && now - heardAt > QUIET.toNanos()) {
      askedAt = now;
      askForLife();
    } else if (!answered && now - askedAt > patience.toNanos()) {
      throw silent();
    }
  }

  private void askForLife() {
    try {
      synchronized (listener) {
        listener.ping();
      }
    } catch (JedisException e) {
      throw Trouble.translate(url, "subscribe", e);
    }
  }

  private void throwIfEnded() {
    if (ended.isPresent()) {
      throw Trouble.translate(url, "subscribe", ended.get());
    }
  }

  private TaskqException.Unavailable silent() {
    return new TaskqException.Unavailable(
        "Redis at " + url.place() + " does not answer",
        "no answer to subscribe in " + patience.toSeconds() + " s",
        "Look whether the server hangs.",
        new JedisException("no answer"));
  }

  private void listen(Jedis jedis, boolean patterns, String... channels) {
    try {
      if (patterns) {
        jedis.psubscribe(listener, channels);
      } else {
        jedis.subscribe(listener, channels);
      }
    } catch (JedisException e) {
      ended = Optional.of(e);
      for (String ignored : channels) {
        ready.countDown();
      }
    }
  }

  private void arrive(String channel, String text) {
    heardAt = System.nanoTime();
    Published published = new Published(channel, text);
    while (!arrived.offerLast(published)) {
      arrived.pollFirst();
    }
  }

  /**
   * One message of pub/sub.
   *
   * @param channel where it was published
   * @param text what was published
   */
  public record Published(String channel, String text) {}

  private final class Listener extends JedisPubSub {
    @Override
    public void onMessage(String channel, String text) {
      arrive(channel, text);
    }

    @Override
    public void onPMessage(String pattern, String channel, String text) {
      arrive(channel, text);
    }

    @Override
    public void onPong(String text) {
      heardAt = System.nanoTime();
    }

    @Override
    public void onSubscribe(String channel, int count) {
      ready.countDown();
      if (added.contains(channel)) {
        arrive(channel, "");
      }
    }

    @Override
    public void onPSubscribe(String pattern, int count) {
      ready.countDown();
    }
  }
}
