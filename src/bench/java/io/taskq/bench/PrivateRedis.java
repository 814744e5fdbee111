package io.taskq.bench;

import io.taskq.error.TaskqException;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A Redis of this run's own on the loopback address. Its {@link #redis} is for one thread. */
final class PrivateRedis implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(10);

  /** To forget millions of keys takes its time. */
  private static final RedisOptions PATIENT =
      new RedisOptions(1, Duration.ofSeconds(3), Duration.ofMinutes(2), "bench");

  private static final Pattern SCRIPT_TIME =
      Pattern.compile("cmdstat_eval(?:sha)?:calls=\\d+,usec=(\\d+)");

  private final Process process;
  private final int port;
  private final Redis redis;

  private PrivateRedis(Process process, int port) {
    this.process = process;
    this.port = port;
    this.redis = connect(0);
  }

  /** One that keeps nothing. */
  static PrivateRedis start(Path folder) throws IOException {
    return start(folder, List.of());
  }

  /** One that writes everything down and has it on the disk each second, as most are run. */
  static PrivateRedis startDurable(Path folder) throws IOException {
    return start(folder, List.of("--appendonly", "yes", "--appendfsync", "everysec"));
  }

  private static PrivateRedis start(Path folder, List<String> settings) throws IOException {
    int port = freePort();
    Path own = Files.createDirectories(folder.resolve("redis-" + port));
    List<String> command = new ArrayList<>();
    command.add(ServerBinary.find(folder).toString());
    command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
    command.addAll(List.of("--dir", own.toString(), "--save", ""));
    command.addAll(settings);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(own.resolve("redis.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    PrivateRedis started = new PrivateRedis(process, port);
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
    return url(0);
  }

  private String url(int database) {
    return "redis://127.0.0.1:" + port + "/" + database;
  }

  int port() {
    return port;
  }

  Redis redis() {
    return redis;
  }

  /** A connection of its own. */
  Redis connect(int database) {
    return Redis.connect(RedisUrl.parse(url(database)), PATIENT);
  }

  /** Forgets what workers and clients know of; the stock of messages is in another database. */
  void clear() {
    redis.ask("clear", client -> client.flushDB());
  }

  /** Forgets the stock too. */
  void clearAll() {
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

  double cpuMicros() {
    return WorkerProcess.cpuMicros(process.toHandle());
  }

  @Override
  public void close() {
    redis.close();
    process.destroyForcibly();
    process.onExit().join();
  }
}
