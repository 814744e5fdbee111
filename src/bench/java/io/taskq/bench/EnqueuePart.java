package io.taskq.bench;

import java.io.PrintStream;
import java.util.List;

/** Enqueueing one task: a whole process each, of taskq and of Celery in turns. */
final class EnqueuePart {

  private static final int ROUNDS = 10;
  private static final int IN_PROCESS = 20_000;
  private static final double GOAL = 0.6;

  private final Surroundings around;
  private final PrintStream out;

  EnqueuePart(Surroundings around, PrintStream out) {
    this.around = around;
    this.out = out;
  }

  void run() {
    Turns taskq =
        new Turns("enqueue", List.of(around.taskq(), "-b", around.url(), "enqueue", Workload.TASK));
    Turns celery =
        new Turns(
            "celery call",
            List.of(
                Surroundings.PYTHON, "-m", "celery", "-b", around.url(), "call", Workload.TASK));
    around.redis().clear();
    taskq.warmUp(around);
    for (int round = 0; round < ROUNDS; round++) {
      taskq.add(around);
      around.celery().ifPresent(version -> celery.add(around));
    }
    out.printf("%nenqueue: one task, the whole process, %d times in turns%n", ROUNDS);
    taskq.print(out);
    if (around.celery().isPresent()) {
      celery.print(out);
      double ratio = taskq.wall().median() / celery.wall().median();
      out.printf("  ratio       %8.2f              goal: %.1f or less%n", ratio, GOAL);
    }
    out.printf("  in one process: %,.0f a second%n", inProcess());
  }

  private double inProcess() {
    Workload workload = new Workload(around.redis().redis());
    workload.enqueue(IN_PROCESS / 4);
    long from = System.nanoTime();
    workload.enqueue(IN_PROCESS);
    return IN_PROCESS / ((System.nanoTime() - from) / 1e9);
  }
}
