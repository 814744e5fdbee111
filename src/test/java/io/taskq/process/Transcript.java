package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.testing.Command.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * All that was typed and all that came back, held against a file. With {@code -Dgolden.update=true}
 * it writes the file instead; the review is the diff.
 */
final class Transcript {

  private static final Path FILES = Path.of("src/test/resources/io/taskq/process");

  private final Site site;
  private final StringBuilder text = new StringBuilder();

  Transcript(Site site) {
    this.site = site;
  }

  /** Types one taskq command and waits for its end. */
  Transcript type(String... words) {
    return add("taskq " + String.join(" ", words), site.taskq(words));
  }

  /** Adds what a process said that was started before and has ended. */
  Transcript add(String line, Outcome outcome) {
    text.append("$ ").append(line).append('\n').append(outcome.out());
    outcome.err().lines().forEach(said -> text.append("! ").append(said).append('\n'));
    text.append("= ").append(outcome.exitCode()).append("\n\n");
    return this;
  }

  void matches(String file) {
    Path golden = FILES.resolve(file);
    String plain = plain(text.toString());
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.writeString(golden, plain);
      }
      assertThat(plain).isEqualTo(Files.readString(golden));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + golden, e);
    }
  }

  /** What differs from run to run stands as a word in angle brackets, as wide or not. */
  private String plain(String text) {
    return text.replace("127.0.0.1:" + site.server().port(), "<redis>")
        .replace(site.folder().toString(), "<home>")
        .replaceAll("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "<id>")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(Z|[+]00:00)", "<time>")
        .replaceAll("\\d{8}-\\d{6}-", "<stamp>-")
        .replaceAll("\\d\\d:\\d\\d:\\d\\d", "<clock>")
        .replace(Path.of("").toAbsolutePath().toString(), "<install>")
        .replaceAll("127\\.0\\.0\\.1:\\d+|(?<=--port )\\d+", "<local>")
        .replaceAll("[Rr]edis +\\d+[.]\\d+[.]\\d+", "Redis <version>")
        .replaceAll("worker1@[\\w.-]+", "worker1@<host>")
        .replaceAll(" *\\bin \\d+ (s|m|h|d)\\b", " in <span>")
        .replaceAll("[A-Z][a-z]{2} \\d\\d <clock>", "<day> <clock>")
        .replaceAll("\\b1[6-9]\\d{14}\\b", "<delivery>")
        .replaceAll("pid(\\W+)\\d+", "pid$1<pid>")
        .replaceAll(" +\\d+[.]\\d+ ?(ms|s)\\b", " <seconds>")
        .replaceAll("\\b1[6-9]\\d{8}[.]\\d+", "<epoch>");
  }
}
