package io.taskq.process;

import io.taskq.task.Arguments;
import io.taskq.task.Task;
import io.taskq.task.TaskContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * {@code ledger seconds [label]}: notes its start, waits, notes its end, and returns who it was.
 *
 * <p>The ledger is a file outside Redis, so it tells what really ran, whatever Redis says. Each
 * note is one write to the end of the file, so that no two processes write into each other's lines.
 * Loaded by the workers under test from a jar of its own.
 */
public final class LedgerTask implements Task {

  /** Names the file. */
  public static final String FILE = "LEDGER_FILE";

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public Object run(TaskContext context, Arguments arguments) throws Exception {
    Duration time =
        Duration.ofMillis(Math.round(1e3 * arguments.requiredNumber(0, "s").doubleValue()));
    String label = arguments.text(1, "label").orElse("");
    note(context, label, "start");
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      note(context, label, "cut");
      throw e;
    }
    note(context, label, "end");
    return Map.of("fence", context.fence(), "label", label);
  }

  static void note(TaskContext context, String label, String what) throws IOException {
    List<Object> fields =
        List.of(
            context.id(),
            context.delivery(),
            context.fence(),
            ProcessHandle.current().pid(),
            what,
            System.currentTimeMillis(),
            label);
    String line = String.join("\t", fields.stream().map(String::valueOf).toList()) + "\n";
    Files.write(
        Path.of(System.getenv(FILE)),
        line.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
