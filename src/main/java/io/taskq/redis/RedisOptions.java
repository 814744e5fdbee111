package io.taskq.redis;

import java.time.Duration;

/**
 * How to connect: never part of what is stored.
 *
 * @param connections the most connections kept for commands; pub/sub has its own
 * @param connectTimeout how long to wait for the server to accept
 * @param readTimeout how long to wait for an answer
 * @param clientName shown by {@code CLIENT LIST}; empty for none
 */
public record RedisOptions(
    int connections, Duration connectTimeout, Duration readTimeout, String clientName) {

  /** What a short command needs: one connection, and an answer soon or never. */
  public static RedisOptions forCommand() {
    return new RedisOptions(1, Duration.ofSeconds(3), Duration.ofSeconds(5), "");
  }

  /** What a supervisor's question needs: an answer at once, and silence is one. */
  public static RedisOptions forProbe() {
    return new RedisOptions(1, Duration.ofSeconds(1), Duration.ofSeconds(1), "");
  }

  /** What a worker needs: few connections whatever its number of slots. */
  public static RedisOptions forWorker(String node) {
    return new RedisOptions(4, Duration.ofSeconds(3), Duration.ofSeconds(5), node);
  }
}
