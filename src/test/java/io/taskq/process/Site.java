package io.taskq.process;

import static org.awaitility.Awaitility.await;

import io.taskq.cli.Main;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.testing.Command;
import io.taskq.testing.RedisServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A place where somebody uses taskq: a home of his own, a Redis, a ledger, and {@code bin/taskq} as
 * it was built. Closing it ends every process that was started here.
 */
final class Site implements AutoCloseable {

  /** Starts in half the time, and many of them fit on a small machine. */
  private static final String SMALL_JVM = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m";

  /** Longer than any recovery, so that what comes later does not come at all. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);

  private static final RedisOptions OPTIONS =
      new RedisOptions(2, Duration.ofSeconds(3), Duration.ofSeconds(5), "");

  private final Path folder;
  private final RedisServer server;
  private final Redis redis;
  private final Ledger ledger;
  private final Map<String, String> environment = new HashMap<>();
  private final List<TaskqProcess> started = new ArrayList<>();

  Site(Path folder, RedisServer server) {
    this.folder = folder;
    this.server = server;
    this.redis = Redis.connect(RedisUrl.parse(server.url()), OPTIONS);
    this.ledger = Ledger.in(folder);
    environment.put("HOME", folder.toString());
    environment.put("TASKQ_NO_BUILD", "1");
    environment.put("TASKQ_BROKER", server.url());
    environment.put("TASKQ_JAVA_HOME", System.getProperty("java.home"));
    environment.put("TASKQ_JAVA_OPTS", SMALL_JVM);
    environment.put(LedgerTask.FILE, ledger.file().toString());
    for (String name : List.of("CONFIG", "DATA", "STATE", "CACHE")) {
      environment.put("XDG_" + name + "_HOME", folder.resolve(name).toString());
    }
  }

  RedisServer server() {
    return server;
  }

  /** A connection of the test's own. */
  Redis redis() {
    return redis;
  }

  Keys keys() {
    return new Keys("", 0);
  }

  /** Starts the killed Redis again; the test's own connection is good again afterwards. */
  void restartRedis() {
    server.restart();
    await().ignoreExceptions().until(() -> redis.time() != null);
  }

  /** The keys in Redis of that pattern. */
  Set<String> keysLike(String pattern) {
    return redis.ask("look", client -> client.keys(pattern));
  }

  Ledger ledger() {
    return ledger;
  }

  Path folder() {
    return folder;
  }

  /** Sets a variable for what is started from now on. */
  Site set(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Gives each JVM that is started from now on these options too. */
  void addJavaOptions(String options) {
    environment.merge("TASKQ_JAVA_OPTS", options, (old, more) -> old + " " + more);
  }

  /** Runs a taskq command to its end. */
  Command.Outcome taskq(String... words) {
    return command(words).run();
  }

  /** Runs a taskq command to its end in this JVM: many of them are done while one would start. */
  Command.Outcome here(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Main.run(
            new PrintWriter(out, true), new PrintWriter(err, true), environment, folder, words);
    return new Command.Outcome(
        ProcessHandle.current().pid(), exitCode, out.toString(), err.toString());
  }

  /** Runs a line as somebody would type it. */
  Command.Outcome shell(String line) {
    String path = Path.of("bin").toAbsolutePath() + ":" + System.getenv("PATH");
    return Command.of("sh", "-c", line)
        .with(environment)
        .with(Map.of("PATH", path))
        .in(folder)
        .run();
  }

  /** Enqueues and answers the id; anything but success fails. */
  String enqueue(String... words) {
    Command.Outcome outcome =
        taskq(Stream.concat(Stream.of("enqueue"), Stream.of(words)).toArray(String[]::new));
    if (outcome.exitCode() != 0) {
      throw new AssertionError("enqueue ended with " + outcome);
    }
    return outcome.out().strip();
  }

  /** Enqueues a ledger task for each of these seconds; answers the ids, {@code name-0} and on. */
  Set<String> enqueueAll(String name, List<Double> seconds) {
    String file = orders(name, seconds);
    List<String> ids = enqueue("--quiet", "--from", file).lines().toList();
    if (ids.size() != seconds.size()) {
      throw new AssertionError("enqueue printed " + ids);
    }
    return Set.copyOf(ids);
  }

  /** Writes a file of such orders and answers its name. */
  String orders(String name, List<Double> seconds) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < seconds.size(); i++) {
      lines.append(
          "{\"task\":\"ledger\",\"id\":\"%s-%d\",\"args\":[%s]}%n"
              .formatted(name, i, seconds.get(i)));
    }
    return write(name + ".jsonl", lines.toString()).toString();
  }

  /** Waits until each of these tasks has succeeded; asks only for those that have not. */
  void awaitResults(Collection<String> ids) {
    Set<String> waiting = new HashSet<>(ids);
    await("a result of every acknowledged task")
        .atMost(LONGEST_WAIT)
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              waiting.removeAll(Evidence.fences(this, waiting).keySet());
              return waiting.isEmpty();
            });
  }

  /** Starts a taskq command and does not wait. */
  TaskqProcess startTaskq(String... words) {
    return keep(command(words).start());
  }

  /** Starts a worker that knows the ledger task, and does not wait. */
  TaskqProcess startWorker(String... words) {
    List<String> all = new ArrayList<>(List.of("worker", "--include", ledger.jar().toString()));
    all.addAll(List.of(words));
    return startTaskq(all.toArray(String[]::new));
  }

  /** Starts a worker and waits until it is ready. */
  TaskqProcess worker(String... words) {
    return startWorker(words).saying("ready.");
  }

  /** Starts another program here. */
  TaskqProcess program(Command command) {
    return keep(command.in(folder).start());
  }

  Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Command command(String... words) {
    String[] all =
        Stream.concat(Stream.of(Path.of("bin/taskq").toAbsolutePath().toString()), Stream.of(words))
            .toArray(String[]::new);
    return Command.of(all).with(environment).in(folder);
  }

  private TaskqProcess keep(Command.Running running) {
    var process = new TaskqProcess(running);
    synchronized (started) {
      started.add(process);
    }
    return process;
  }

  @Override
  public void close() {
    started.forEach(TaskqProcess::close);
    redis.close();
  }
}
