package io.taskq.redis;

import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.PooledConnectionProvider;

/**
 * Tells a connection that could not be had from one that broke in use: only after the second may
 * the question have taken effect.
 */
final class FirstContact extends PooledConnectionProvider {

  FirstContact(HostAndPort place, JedisClientConfig config, ConnectionPoolConfig pool) {
    super(place, config, pool);
  }

  @Override
  public Connection getConnection() {
    try {
      return super.getConnection();
    } catch (JedisException e) {
      throw new Failed(e);
    }
  }

  @Override
  public Connection getConnection(CommandArguments args) {
    return getConnection();
  }

  /** No connection could be had, so nothing was sent. */
  static final class Failed extends JedisException {
    private static final long serialVersionUID = 1L;

    Failed(JedisException cause) {
      super(cause);
    }

    JedisException reason() {
      return (JedisException) getCause();
    }
  }
}
