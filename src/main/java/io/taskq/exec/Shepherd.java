package io.taskq.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Ends a program with all it started. It is a process of its own, in a session of its own, so that
 * it outlives this one by the moment it needs: it holds a pipe to here, and its end is its order.
 * Thread-safe.
 */
final class Shepherd implements AutoCloseable {

  /** By this a worker knows its shepherds, and leaves them alive when it kills a child. */
  private static final String NAME = "taskq-shepherd";

  private static final String TEXT = text();

  private final Process process;

  private Shepherd(Process process) {
    this.process = process;
  }

  /** Watches the session of that id. */
  static Shepherd over(long session, Tools tools) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(tools.setsid(), "/bin/sh", "-c", TEXT, NAME, Long.toString(session)))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", tools.path());
    return new Shepherd(builder.start());
  }

  private static String text() {
    try (InputStream script = Shepherd.class.getResourceAsStream("shepherd.sh")) {
      String all = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      return all.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks the program and all it started to end. */
  void ask() {
    tell("TERM\n");
  }

  /** Ends them. */
  void force() {
    tell("KILL\n");
  }

  private void tell(String order) {
    try {
      OutputStream orders = process.getOutputStream();
      orders.write(order.getBytes(StandardCharsets.US_ASCII));
      orders.flush();
    } catch (IOException e) {
      // It has ended its work already, or somebody has killed it, which closing cannot mend either.
      close();
    }
  }

  /** The run is over: what is left of the session has two seconds to end. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }
}
