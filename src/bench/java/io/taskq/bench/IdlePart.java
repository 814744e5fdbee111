package io.taskq.bench;

import io.taskq.bench.report.Chapter;
import io.taskq.bench.report.Goal;
import io.taskq.bench.report.Line;
import io.taskq.bench.report.Numbers;
import io.taskq.bench.report.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a worker takes while it has nothing to do, and whether it grows while it has much. */
final class IdlePart implements Part {

  /** Not shortened in a small form: what a start still compiles would count as idling. */
  static final Duration SETTLING = Duration.ofSeconds(5);

  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final int TASKS = 800_000;
  private static final double FLAT = 1.1;

  private final Surroundings around;
  private final Numbers load = new Numbers();
  private final Numbers resident = new Numbers();
  private final Numbers middle = new Numbers();
  private final Numbers last = new Numbers();

  IdlePart(Surroundings around) {
    this.around = around;
  }

  @Override
  public Chapter run() {
    for (int round = 0; round < around.form().rounds(); round++) {
      idle();
      work();
    }
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of("idle, CPU", Unit.PERCENT, load).goal(Goal.atMost(1)));
    if (resident.isEmpty()) {
      around.missing().add("memory of a worker: needs /proc, as Linux has it");
    } else {
      addMemory(lines);
    }
    return new Chapter(
        "idle",
        "One worker with the usual settings, over %d s; then one -c 100 that drains %,d tasks."
            .formatted(around.form().span(IDLE).toSeconds(), around.form().tasks(TASKS)),
        lines);
  }

  private void addMemory(List<Line> lines) {
    lines.add(Line.of("idle, resident", Unit.MEGABYTES, resident).goal(Goal.atMost(120)));
    if (last.isEmpty()) {
      around.missing().add("memory at full load: too few tasks to see it; without --quick it is");
      return;
    }
    lines.add(
        Line.of("at full load, most in the last third", Unit.MEGABYTES, last)
            .beside("in the middle third", middle)
            .goal(Goal.ratioAtMost(FLAT)));
  }

  private void idle() {
    around.redis().clear();
    try (WorkerProcess worker = around.startWorker()) {
      worker.awaitLife(around);
      Waiting.rest(SETTLING);
      load.add(worker.load(around.form().span(IDLE)));
      Memory.resident(worker.pid()).ifPresent(resident::add);
    }
  }

  private void work() {
    around.redis().clear();
    int tasks = around.form().tasks(TASKS);
    new Stock(around.redis()).lay(Workload.TASK, tasks);
    Backlog backlog = Backlog.ofTaskq(List.of(Workload.QUEUE));
    List<Double> seen = new ArrayList<>();
    try (WorkerProcess worker = around.startWorker("-c", "100")) {
      while (backlog.size(around.redis()) > 0) {
        if (!worker.isAlive()) {
          throw new IllegalStateException("the worker ended before its work; see its log");
        }
        Memory.resident(worker.pid()).ifPresent(seen::add);
        Waiting.rest(BETWEEN_LOOKS);
      }
    }
    int third = seen.size() / 3;
    if (third > 0) {
      middle.add(most(seen.subList(third, 2 * third)));
      last.add(most(seen.subList(2 * third, seen.size())));
    }
  }

  private static double most(List<Double> values) {
    return new Numbers(values.stream().mapToDouble(value -> value).toArray()).most();
  }
}
