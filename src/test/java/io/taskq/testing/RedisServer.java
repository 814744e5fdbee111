package io.taskq.testing;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real Redis server on a free port of the loopback address, with a folder of its own.
 *
 * <p>Closing it, or the end of the test run, stops the server and deletes its folder. Starting,
 * killing and restarting belong to one thread; anybody may read port and URL.
 */
public final class RedisServer implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final int PORTS_TO_TRY = 5;

  private final List<String> options;
  private final Path folder;
  private int port;
  private Process process;

  private RedisServer(List<String> options) {
    this.options = options;
    try {
      folder = Files.createTempDirectory("taskq-test-redis").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for Redis", e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /** The server all tests of this JVM share. Keys are kept apart by their prefix. */
  public static RedisServer shared() {
    return Shared.SERVER;
  }

  /**
   * Starts a server of the caller's own, which may be killed and paused.
   *
   * @param options settings as on the command line, such as {@code "--maxmemory", "2mb"}
   */
  public static RedisServer start(String... options) {
    var server = new RedisServer(List.of(options));
    for (int tries = 1; ; tries++) {
      server.port = FreePort.find();
      try {
        server.restart();
        return server;
      } catch (IllegalStateException e) {
        // Between finding the port and binding it another program may have taken it.
        if (tries == PORTS_TO_TRY) {
          throw e;
        }
      }
    }
  }

  /** Starts a server of the caller's own that keeps every answered write through a kill. */
  public static RedisServer startDurable(String... options) {
    List<String> all = new ArrayList<>(List.of("--appendonly", "yes", "--appendfsync", "always"));
    all.addAll(List.of(options));
    return start(all.toArray(String[]::new));
  }

  /** The port on 127.0.0.1; stays the same through a restart. */
  public int port() {
    return port;
  }

  /** The URL of database 0. */
  public String url() {
    return url(0);
  }

  /** The URL of the given database. */
  public String url(int db) {
    return "redis://127.0.0.1:%d/%d".formatted(port, db);
  }

  /** Where the server keeps its data and its log, {@code redis.log}. */
  public Path folder() {
    return folder;
  }

  /** Starts the server again on its port, with what it had saved. Returns when it answers. */
  public void restart() {
    try {
      process =
          new ProcessBuilder(command())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start Redis", e);
    }
    await("Redis on port " + port)
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofMillis(5))
        .pollDelay(Duration.ZERO)
        .until(() -> !process.isAlive() || RedisProbe.answers(port, folder));
    if (!process.isAlive()) {
      throw new IllegalStateException("Redis did not start on port " + port + ": " + logText());
    }
  }

  /** Kills the server as the system does when memory is short: no goodbye, nothing saved. */
  public void kill9() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Stops the server in its tracks: connections stay open and nothing is answered. */
  public void pause() {
    signal("STOP");
  }

  /** Lets a paused server go on. */
  public void resume() {
    signal("CONT");
  }

  @Override
  public void close() {
    kill9();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException e) {
      // Closed twice, by the test and at the end of the JVM: the folder is gone already.
      return;
    }
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
          .inheritIO()
          .start()
          .onExit()
          .join();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot send " + name + " to Redis", e);
    }
  }

  private List<String> command() {
    var command = new ArrayList<String>();
    command.add(Shared.BINARY.toString());
    command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
    command.addAll(List.of("--dir", folder.toString(), "--save", "", "--loglevel", "notice"));
    command.addAll(options);
    return command;
  }

  private Path log() {
    return folder.resolve("redis.log");
  }

  private String logText() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      return "no log: " + e.getMessage();
    }
  }

  /** Made when first asked for, so that a test without Redis starts none. */
  private static final class Shared {
    private static final Path BINARY = RedisBinary.find();
    private static final RedisServer SERVER = start();
  }
}
