package io.taskq.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program run as a person would: arguments in; exit code, stdout and stderr out. */
public final class Command {

  private static final int PATIENCE_SECONDS = 120;

  private final ProcessBuilder builder;

  private Command(ProcessBuilder builder) {
    this.builder = builder;
  }

  /** What a program left behind. */
  public record Outcome(long pid, int exitCode, String out, String err) {}

  /** The program and its arguments, in an environment without settings of the person's own. */
  public static Command of(String... words) {
    var builder = new ProcessBuilder(words);
    builder.environment().keySet().removeIf(name -> name.startsWith("TASKQ_"));
    return new Command(builder);
  }

  /** In this folder. */
  public Command in(Path folder) {
    builder.directory(folder.toFile());
    return this;
  }

  /** With these variables; an empty value unsets one. */
  public Command with(Map<String, String> variables) {
    variables.forEach(builder.environment()::put);
    builder.environment().values().removeIf(String::isEmpty);
    return this;
  }

  /** Starts it and does not wait. Its stdin is empty. */
  public Running start() {
    try {
      Path out = Files.createTempFile("taskq-test-out", "");
      Path err = Files.createTempFile("taskq-test-err", "");
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      return new Running(
          builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + builder.command(), e);
    }
  }

  /** Runs it to its end. */
  public Outcome run() {
    return start().outcome();
  }

  /**
   * A program on its way.
   *
   * @param out the file its stdout goes to
   * @param err the file its stderr goes to
   */
  public record Running(Process process, Path out, Path err) {

    /** What it left behind, once it has ended. One that does not end is killed. */
    public Outcome outcome() {
      try {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
        var outcome = new Outcome(process.pid(), process.exitValue(), text(out), text(err));
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
        return outcome;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for a program", e);
      }
    }

    private static String text(Path file) throws IOException {
      return Files.readString(file, UTF_8);
    }
  }
}
