package io.taskq.process;

import static org.awaitility.Awaitility.await;

import io.taskq.testing.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A taskq, or another program, on its way: listened to, signalled, and never left behind. */
final class TaskqProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Command.Running running;

  TaskqProcess(Command.Running running) {
    this.running = running;
  }

  long pid() {
    return running.process().pid();
  }

  boolean isAlive() {
    return running.process().isAlive();
  }

  /** All it has written to stderr so far. */
  String err() {
    return text(running.err());
  }

  /** All it has written to stdout so far. */
  String out() {
    return text(running.out());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until its stderr holds that text. */
  TaskqProcess saying(String text) {
    await("'" + text + "' from process " + pid())
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !isAlive() || err().contains(text));
    if (!err().contains(text)) {
      throw new AssertionError("it ended without '" + text + "': " + err());
    }
    return this;
  }

  /** How often its stderr holds that text. */
  long count(String text) {
    return err().lines().filter(line -> line.contains(text)).count();
  }

  /** Sends the signal, such as {@code TERM}. */
  void signal(String name) {
    Command.of("kill", "-" + name, Long.toString(pid())).run();
  }

  /** Kills it as the system does when memory is short. Returns when it is gone. */
  void kill9() {
    running.process().destroyForcibly();
    running.process().onExit().join();
  }

  /** What it left behind, once it has ended. */
  Command.Outcome end() {
    return running.outcome();
  }

  @Override
  public void close() {
    if (isAlive()) {
      kill9();
    }
  }
}
