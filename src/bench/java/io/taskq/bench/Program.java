package io.taskq.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Runs other programs and measures them. */
final class Program {

  /** What the shell's {@code times} says of its children: user and system time. */
  private static final Pattern TIMES = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s");

  private Program() {}

  /** How long a program took: on the wall, and of the processors. */
  record Took(double wallMillis, double cpuMillis) {}

  /** Starts one that goes on; its words go to a file. */
  static Process start(List<String> command, Path folder) {
    try {
      Path log = folder.resolve("worker.log");
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

  /** Runs one to its end, which has to be a good one. */
  static Took time(List<String> command, Path folder) {
    List<String> timed = new ArrayList<>(List.of("sh", "-c", "\"$@\" >&2 && times", "sh"));
    timed.addAll(command);
    long begun = System.nanoTime();
    String times =
        output(timed, folder)
            .orElseThrow(() -> new IllegalStateException("failed: " + String.join(" ", command)));
    double wall = (System.nanoTime() - begun) / 1e6;
    // The first pair is the shell's own, the second its children's.
    MatchResult children = TIMES.matcher(times).results().skip(1).findFirst().orElseThrow();
    return new Took(wall, millis(children, 1) + millis(children, 3));
  }

  private static double millis(MatchResult times, int group) {
    return Integer.parseInt(times.group(group)) * 60_000.0
        + Double.parseDouble(times.group(group + 1)) * 1000;
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
