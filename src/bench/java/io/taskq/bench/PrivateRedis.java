package io.taskq.bench;

import io.taskq.error.TaskqException;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A Redis of this run's own on the loopback address; nothing is kept. Used by one thread. */
final class PrivateRedis implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final Pattern SCRIPT_TIME =
      Pattern.compile("cmdstat_eval(?:sha)?:calls=\\d+,usec=(\\d+)");

  private final Process process;
  private final Redis redis;
  private final String url;

  private PrivateRedis(Process process, String url) {
    this.process = process;
    this.url = url;
    this.redis = Redis.connect(RedisUrl.parse(url), RedisOptions.forCommand());
  }

  static PrivateRedis start(Path folder) throws IOException {
    int port = freePort();
    Process process =
        new ProcessBuilder(
                ServerBinary.find(folder).toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--save",
                "")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("redis.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    PrivateRedis started = new PrivateRedis(process, "redis://127.0.0.1:" + port + "/0");
    Waiting.until("Redis answers", START_LIMIT, started::answers);
    return started;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean answers() {
    try {
      return !redis.version().isEmpty();
    } catch (TaskqException.Unavailable e) {
      return false;
    }
  }

  String url() {
    return url;
  }

  Redis redis() {
    return redis;
  }

  /** Forgets all keys. */
  void clear() {
    redis.ask("clear", client -> client.flushAll());
  }

  long keys() {
    return redis.ask("count", client -> client.dbSize());
  }

  /** How long all scripts ran since Redis started, by its own count. */
  double scriptMicros() {
    return SCRIPT_TIME
        .matcher(redis.ask("count", client -> client.info("commandstats")))
        .results()
        .map((MatchResult found) -> found.group(1))
        .mapToDouble(Double::parseDouble)
        .sum();
  }

  @Override
  public void close() {
    redis.close();
    process.destroyForcibly();
    process.onExit().join();
  }
}
