package io.taskq.redis;

import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/** The settings of a connection, the same for the pool and for dedicated ones. */
final class ConnectionSettings {

  private ConnectionSettings() {}

  static DefaultJedisClientConfig of(RedisUrl url, RedisOptions options) {
    if (url.socket().isPresent()) {
      throw RedisUrl.wrong("socket files are not supported yet", "Name the server's TCP port.");
    }
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            // Pinned: replies have another shape in the newer protocol.
            .resp2()
            .connectionTimeoutMillis((int) options.connectTimeout().toMillis())
            .socketTimeoutMillis((int) options.readTimeout().toMillis())
            .database(url.db())
            // The servers we support do not know that command.
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
    url.user().ifPresent(config::user);
    url.password().ifPresent(config::password);
    if (!options.clientName().isEmpty()) {
      config.clientName(options.clientName());
    }
    if (url.tls()) {
      SslVerifyMode verify = url.unverified() ? SslVerifyMode.INSECURE : SslVerifyMode.FULL;
      config.sslOptions(SslOptions.builder().sslVerifyMode(verify).build());
    }
    return config.build();
  }
}
