package io.taskq.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs other programs and measures them. */
final class Program {

  /** What workers say, below the folder of the run. */
  static final String LOG = "worker.log";

  private Program() {}

  /** Starts one that goes on; its words go to {@link #LOG}. */
  static Process start(List<String> command, Path folder) {
    return start(command, folder, LOG);
  }

  /** The same, with a file of its own for its words. */
  static Process start(List<String> command, Path folder, String name) {
    try {
      Path log = folder.resolve(name);
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.getFirst(), e);
    }
  }

  /** Runs one to its end, which has to be a good one; answers how long its process took. */
  static double millis(List<String> command, Path folder) {
    long begun = System.nanoTime();
    if (output(command, folder).isEmpty()) {
      throw new IllegalStateException("failed: " + String.join(" ", command));
    }
    return (System.nanoTime() - begun) / 1e6;
  }

  /** What a program writes to its standard output; empty when it cannot run or fails. */
  static Optional<String> output(List<String> command, Path folder) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("errors.log").toFile()))
              .start();
      String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.onExit().join().exitValue() == 0 ? Optional.of(text) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
