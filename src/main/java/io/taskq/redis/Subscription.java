package io.taskq.redis;

import io.taskq.error.TaskqException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * What is published on some channels, from the moment it was made. Holds the newest {@value #KEPT}:
 * who does not fetch them loses the oldest and slows nobody. Thread-safe.
 */
public final class Subscription {

  private static final int KEPT = 10_000;

  private final RedisUrl url;
  private final LinkedBlockingDeque<Published> arrived = new LinkedBlockingDeque<>(KEPT);
  private final CountDownLatch ready;
  private volatile Optional<JedisException> ended = Optional.empty();

  Subscription(RedisUrl url, Jedis jedis, boolean patterns, String... channels) {
    this.url = url;
    this.ready = new CountDownLatch(channels.length);
    Thread.ofPlatform()
        .daemon()
        .name("taskq-subscription")
        .start(() -> listen(jedis, patterns, channels));
  }

  /** What comes next. Empty when nothing came in time. */
  public Optional<Published> poll(Duration longest) throws InterruptedException {
    Published next = arrived.pollFirst(longest.toNanos(), TimeUnit.NANOSECONDS);
    if (next == null && ended.isPresent()) {
      throw Trouble.translate(url, "subscribe", ended.get());
    }
    return Optional.ofNullable(next);
  }

  /** Waits until Redis has confirmed every channel: what is published from then on is seen. */
  Subscription awaitReady(Duration longest) throws InterruptedException {
    boolean confirmed = ready.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    if (ended.isPresent()) {
      throw Trouble.translate(url, "subscribe", ended.get());
    }
    if (!confirmed) {
      throw new TaskqException.Unavailable(
          "Redis at " + url.place() + " does not answer",
          "no answer to subscribe in " + longest.toSeconds() + " s",
          "Look whether the server hangs.",
          new JedisException("no answer"));
    }
    return this;
  }

  private void listen(Jedis jedis, boolean patterns, String... channels) {
    try {
      if (patterns) {
        jedis.psubscribe(new Listener(), channels);
      } else {
        jedis.subscribe(new Listener(), channels);
      }
    } catch (JedisException e) {
      ended = Optional.of(e);
      for (String ignored : channels) {
        ready.countDown();
      }
    }
  }

  private void arrive(String channel, String text) {
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
    public void onSubscribe(String channel, int count) {
      ready.countDown();
    }

    @Override
    public void onPSubscribe(String pattern, int count) {
      ready.countDown();
    }
  }
}
