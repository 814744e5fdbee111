package io.taskq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.redis.Keys;
import io.taskq.testing.RedisServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs one command inside this JVM and compares exit code, stdout and stderr with a file. With
 * {@code -Dgolden.update=true} it writes the file instead; the review is the diff.
 */
final class Golden {

  private static final Path FILES = Path.of("src/test/resources/io/taskq/cli");

  private final Map<String, String> environment = new HashMap<>();
  private Path folder = Path.of("target");

  /** Commands that need no Redis. */
  static Golden alone() {
    return new Golden();
  }

  /** Commands that use this Redis, with keys of this test alone. */
  static Golden with(RedisServer server, Keys keys) {
    return new Golden()
        .variable("TASKQ_BROKER", server.url(keys.db()))
        .variable("TASKQ_GLOBAL_KEYPREFIX", keys.prefix());
  }

  Golden variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Golden in(Path directory) {
    folder = directory;
    return this;
  }

  /** What the command answered. */
  Answer run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Main.run(new PrintWriter(out, true), new PrintWriter(err, true), environment, folder, args);
    return new Answer(exitCode, out.toString(), err.toString());
  }

  /** Exit code and what was written. */
  record Answer(int exitCode, String out, String err) {

    void matches(String file) {
      Path golden = FILES.resolve(file);
      String transcript = transcript();
      try {
        if (Boolean.getBoolean("golden.update")) {
          Files.writeString(golden, transcript);
        }
        assertThat(transcript).isEqualTo(Files.readString(golden));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + golden, e);
      }
    }

    /** What differs from run to run stands as a name in angle brackets. */
    private String transcript() {
      return "exit %d\n--- stdout\n%s--- stderr\n%s"
          .formatted(exitCode, out, err)
          .replaceAll("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "<id>")
          .replaceAll("(?<=\"oldest_seconds\": )[0-9.]+", "<age>")
          .replaceAll("(?<=oldest {3}| {5})\\d s(?=\\s)", "0 s")
          .replaceAll("127\\.0\\.0\\.1:(?!6379)\\d+", "<redis>")
          .replaceAll("(?m)^(java|system|machine|redis|broker) +.*$", "$1  <version>");
    }
  }
}
