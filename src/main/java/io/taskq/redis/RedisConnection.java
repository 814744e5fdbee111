package io.taskq.redis;

import java.time.Duration;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ListDirection;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One connection that belongs to its owner alone: for pub/sub, or for a look that blocks, never for
 * both. Used by one thread; only {@link #close} may come from another, and ends what is under way.
 */
public final class RedisConnection implements AutoCloseable {

  private final RedisUrl url;
  private final RedisOptions options;
  private final Jedis jedis;

  RedisConnection(RedisUrl url, RedisOptions options) {
    this.url = url;
    this.options = options;
    try {
      this.jedis = new Jedis(Redis.hostAndPort(url), ConnectionSettings.of(url, options));
    } catch (JedisException e) {
      throw Trouble.translate(url, "connect", new FirstContact.Failed(e));
    }
  }

  /** Listens to channels; returns when Redis has confirmed all of them. */
  public Subscription subscribe(String... channels) throws InterruptedException {
    return new Subscription(url, jedis, options.readTimeout(), false, channels).awaitReady();
  }

  /** Listens to channels named by patterns; returns when Redis has confirmed all of them. */
  public Subscription subscribePatterns(String... patterns) throws InterruptedException {
    return new Subscription(url, jedis, options.readTimeout(), true, patterns).awaitReady();
  }

  /**
   * Waits until a list has something, and takes nothing. Returns whether it has.
   *
   * <p>The move from the end of a list to its end is the one command that blocks without a pop.
   */
  public boolean awaitElement(String list, Duration longest) {
    try {
      jedis.getConnection().setSoTimeout((int) longest.plus(options.readTimeout()).toMillis());
      double seconds = longest.toMillis() / 1000.0;
      return jedis.blmove(list, list, ListDirection.RIGHT, ListDirection.RIGHT, seconds) != null;
    } catch (JedisException e) {
      throw Trouble.translate(url, "wait for a message", e);
    }
  }

  @Override
  public void close() {
    try {
      jedis.close();
    } catch (JedisException e) {
      // It still had something to send, and nobody is there: closed is what it is.
      return;
    }
  }
}
