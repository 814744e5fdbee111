package io.taskq.local;

import io.taskq.error.TaskqException;
import io.taskq.loop.Patience;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts a server in a folder and sees it through until it answers. */
final class Launch {

  private static final Duration LONGEST_START = Duration.ofSeconds(15);
  private static final Duration LONGEST_LOAD = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Program program;
  private final Path folder;
  private final int port;

  Launch(Program program, Path folder, int port) {
    this.program = program;
    this.folder = folder;
    this.port = port;
  }

  LocalServer run() throws IOException {
    refuseNewerData();
    Files.deleteIfExists(pidFile(folder));
    Files.deleteIfExists(log());
    Files.writeString(portFile(folder), Integer.toString(port));
    start();
    boolean answers =
        Patience.await(LONGEST_START, PAUSE, () -> Probe.ask(port) != Probe.Answer.SILENT || died())
            && Patience.await(LONGEST_LOAD, PAUSE, () -> !isLoading() || died());
    if (!answers || Probe.ask(port) != Probe.Answer.READY) {
      throw failed(lastWords(log()));
    }
    return new LocalServer(port, pid(folder).orElse(0L), folder, program.version());
  }

  /** Where the server writes its process id while it runs. */
  static Path pidFile(Path folder) {
    return folder.resolve("redis.pid");
  }

  /** Where the server last started in this folder was to listen. */
  private static Path portFile(Path folder) {
    return folder.resolve("redis.port");
  }

  static Optional<Integer> port(Path folder) {
    return number(portFile(folder)).map(Long::intValue);
  }

  /** The process the folder's server says it has; it may be gone. */
  static Optional<Long> pid(Path folder) {
    return number(pidFile(folder));
  }

  private static Optional<Long> number(Path file) {
    try {
      return Optional.of(Long.parseLong(Files.readString(file).strip()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The server makes itself a session of its own, where no Ctrl-C of a terminal reaches it. */
  private void start() throws IOException {
    Path said = folder.resolve("start.log");
    Process process =
        new ProcessBuilder(command())
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      if (!process.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw failed("it did not go to the background");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("starting it was interrupted");
    }
    if (process.exitValue() != 0) {
      throw failed(lastWords(said));
    }
  }

  private List<String> command() {
    return List.of(
        program.file().toString(),
        "--port",
        Integer.toString(port),
        "--bind",
        Probe.LOOPBACK,
        "--dir",
        folder.toString(),
        "--daemonize",
        "yes",
        "--pidfile",
        pidFile(folder).toString(),
        "--logfile",
        log().toString(),
        "--appendonly",
        "yes",
        "--appendfsync",
        "everysec",
        "--save",
        "");
  }

  private boolean isLoading() {
    return Probe.ask(port) == Probe.Answer.LOADING;
  }

  /** It leaves its process id once it listens, and then may still fail over its data. */
  private boolean died() {
    return pid(folder).filter(pid -> !isAlive(pid)).isPresent()
        || lastWords(log()).contains("Failed listening");
  }

  static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  /** From version 7 on the data lie in a folder that an older server would not see. */
  private void refuseNewerData() {
    if (program.major() < 7 && Files.isDirectory(folder.resolve("appendonlydir"))) {
      throw new TaskqException.Refused(
          "cannot start the local broker",
          "its data in %s were written by Redis 7 or newer, and %s is %s"
              .formatted(folder, program.file(), program.version()),
          "Install the newer redis-server again, or start anew elsewhere: taskq broker start"
              + " --dir FOLDER");
    }
  }

  private Path log() {
    return folder.resolve("redis.log");
  }

  private static String lastWords(Path file) {
    try {
      List<String> lines =
          Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
      // Process, role, date and level stand before what the server says.
      return lines.isEmpty() ? "it said nothing" : lines.getLast().replaceFirst("^.* [*#.-] ", "");
    } catch (IOException e) {
      return "it said nothing";
    }
  }

  private TaskqException failed(String why) {
    return new TaskqException.Refused(
        "the local broker did not start", why, "Its whole log is " + log());
  }
}
