package io.taskq.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.SafeEncoder;

/**
 * One Redis server, reached over a few connections that are made when first needed. Whatever goes
 * wrong comes out as a {@link io.taskq.error.TaskqException}. Thread-safe.
 */
public final class Redis implements AutoCloseable {

  private final RedisUrl url;
  private final RedisOptions options;
  private final FirstContact connections;
  private final UnifiedJedis client;

  private Redis(RedisUrl url, RedisOptions options) {
    this.url = url;
    this.options = options;
    this.connections =
        new FirstContact(hostAndPort(url), ConnectionSettings.of(url, options), pool(options));
    this.client =
        RedisClient.builder()
            .connectionProvider(connections)
            .clientConfig(ConnectionSettings.of(url, options))
            .build();
  }

  /** Connects with the first question, not before. */
  public static Redis connect(RedisUrl url, RedisOptions options) {
    return new Redis(url, options);
  }

  /** Where it is. */
  public RedisUrl url() {
    return url;
  }

  /**
   * Asks Redis something: the only way to it.
   *
   * @param doing what is being done, for the error
   */
  public <R> R ask(String doing, Function<UnifiedJedis, R> question) {
    try {
      return question.apply(client);
    } catch (JedisException e) {
      if (!(e instanceof JedisDataException)) {
        // The idle ones died with it, and each would fail once more after the server is back.
        connections.getPool().clear();
      }
      throw Trouble.translate(url, doing, e);
    }
  }

  /** A connection of its own, for pub/sub and for questions that block. The caller closes it. */
  public RedisConnection dedicated() {
    return new RedisConnection(url, options);
  }

  /** The clock all leases and times are judged by. */
  public Instant time() {
    List<?> now =
        (List<?>)
            ask("time", redis -> redis.executeCommand(new CommandArguments(Protocol.Command.TIME)));
    long seconds = Long.parseLong(SafeEncoder.encode((byte[]) now.get(0)));
    long micros = Long.parseLong(SafeEncoder.encode((byte[]) now.get(1)));
    return Instant.ofEpochSecond(seconds, micros * 1000);
  }

  /** Whether there is such a key. */
  public boolean hasKey(String key) {
    return ask("looking for " + key, redis -> redis.exists(key));
  }

  /** Which Redis this is, for example {@code 7.0.15}. */
  public String version() {
    String server = ask("asking for its version", redis -> redis.info("server"));
    return server
        .lines()
        .filter(line -> line.startsWith("redis_version:"))
        .map(line -> line.substring(line.indexOf(':') + 1))
        .findFirst()
        .orElse("of an unknown version");
  }

  @Override
  public void close() {
    client.close();
  }

  static HostAndPort hostAndPort(RedisUrl url) {
    return new HostAndPort(url.host(), url.port());
  }

  private static ConnectionPoolConfig pool(RedisOptions options) {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(options.connections());
    pool.setMaxIdle(options.connections());
    pool.setMinIdle(0);
    // Registering the pool costs more than the rest of a short command; nobody looks at it.
    pool.setJmxEnabled(false);
    // No thread that looks for idle connections: it would start with every command.
    pool.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
    pool.setTestWhileIdle(false);
    pool.setMaxWait(options.readTimeout().plus(options.connectTimeout()));
    return pool;
  }
}
