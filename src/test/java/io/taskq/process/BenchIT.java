package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.testing.Command;
import io.taskq.testing.Command.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds bin/bench as a user starts it, by its shortest part; how fast anything is, does not count.
 */
class BenchIT {

  private static final Path BENCH = Path.of("bin/bench").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void a_part_is_measured_printed_and_written_down() throws IOException {
    Outcome outcome =
        Command.of(BENCH.toString(), "start", "--quick", "--rounds", "1", "--json", "run.json")
            .with(Map.of("TASKQ_NO_BUILD", "1", "TASKQ_JAVA_HOME", System.getProperty("java.home")))
            .in(folder)
            .run();

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("bin/bench start --quick --rounds 1 --json run.json")
        .containsPattern("taskq --version +[\\d.,]+ ms")
        .containsPattern("(?m)^\\d of \\d goals are met$");
    assertThat(Files.readString(folder.resolve("run.json"))).contains("\"part\": \"start\"");
  }
}
