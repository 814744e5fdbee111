package io.taskq.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The Celery of the system, which is Debian's: /usr/bin/python3 with the package celery. */
public final class Celery {

  /** Named in full: the python3 on the PATH is often another one, without Celery. */
  public static final String PYTHON = "/usr/bin/python3";

  private Celery() {}

  /** Whether it can be used. */
  public static boolean isInstalled() {
    return Installed.YES;
  }

  /**
   * Runs a Python program.
   *
   * @param program its text
   * @param input its standard input
   * @return its standard output
   * @throws IllegalStateException when it ends with an error
   */
  public static String run(String program, String input) throws IOException, InterruptedException {
    // By file: who writes all before reading anything blocks as soon as both pipes are full.
    Path stdin = Files.writeString(Files.createTempFile("taskq-test-python", ".in"), input);
    Path errors = Files.createTempFile("taskq-test-python", ".err");
    try {
      Process python =
          new ProcessBuilder(List.of(PYTHON, "-c", program))
              .redirectInput(stdin.toFile())
              .redirectError(errors.toFile())
              .start();
      String output = new String(python.getInputStream().readAllBytes(), UTF_8);
      if (python.waitFor() != 0) {
        throw new IllegalStateException(Files.readString(errors));
      }
      return output;
    } finally {
      Files.delete(stdin);
      Files.delete(errors);
    }
  }

  /** Asked once for all tests. */
  private static final class Installed {

    private static final boolean YES = isThere();

    private static boolean isThere() {
      if (!Files.isExecutable(Path.of(PYTHON))) {
        return false;
      }
      try {
        run("import celery, kombu, redis", "");
        return true;
      } catch (IOException | IllegalStateException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
