package io.taskq.bench;

import io.taskq.bench.report.Goal;
import io.taskq.bench.report.Line;
import io.taskq.bench.report.Numbers;
import io.taskq.bench.report.Unit;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** {@code taskq enqueue --from} a file of a million lines, as a whole process. */
final class FileLoad {

  private static final int LINES = 1_000_000;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Surroundings around;
  private final int count;
  private final Path file;
  private final Numbers rate = new Numbers();
  private final Numbers memory = new Numbers();

  FileLoad(Surroundings around) throws IOException {
    this.around = around;
    this.count = around.form().tasks(LINES);
    this.file = around.folder().resolve("tasks.jsonl");
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (int i = 0; i < count; i++) {
        writer.write("{\"task\": \"" + Workload.TASK + "\", \"args\": [" + i + "]}\n");
      }
    }
  }

  void play() {
    around.redis().clear();
    long begun = System.nanoTime();
    List<String> command = around.command("enqueue", "--from", file.toString());
    Process process = Program.start(command, around.folder(), "ids.log");
    Peak peak = new Peak();
    Waiting.until(
        "enqueue --from ends",
        LIMIT,
        () -> {
          peak.look(process.pid());
          return !process.isAlive();
        });
    rate.add(count / ((System.nanoTime() - begun) / 1e9));
    if (process.exitValue() != 0) {
      throw new IllegalStateException("enqueue --from ended with " + process.exitValue());
    }
    long there = Backlog.ofTaskq(List.of(Workload.QUEUE)).size(around.redis());
    if (there != count) {
      throw new IllegalStateException("enqueue --from left " + there + " of " + count + " tasks");
    }
    peak.megabytes.ifPresent(memory::add);
  }

  List<Line> lines() {
    String name = "enqueue --from, %,d lines".formatted(count);
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(name, Unit.PER_SECOND, rate).goal(Goal.atLeast(80_000)));
    if (!memory.isEmpty()) {
      lines.add(Line.of(name + ", most resident", Unit.MEGABYTES, memory));
    }
    return lines;
  }

  /** The last that was seen: a process that has ended tells nothing more. */
  private static final class Peak {

    private OptionalDouble megabytes = OptionalDouble.empty();

    void look(long pid) {
      OptionalDouble now = Memory.peak(pid);
      megabytes = now.isPresent() ? now : megabytes;
    }
  }
}
