package io.taskq.bench;

import java.io.PrintStream;
import java.util.List;

/** Starting and ending: what is paid before any work is done. */
final class StartPart {

  private static final int ROUNDS = 10;

  private final Surroundings around;
  private final PrintStream out;

  StartPart(Surroundings around, PrintStream out) {
    this.around = around;
    this.out = out;
  }

  void run() {
    Turns taskq = new Turns("--version", List.of(around.taskq(), "--version"));
    Turns celery = new Turns("celery", List.of(Surroundings.PYTHON, "-m", "celery", "--version"));
    taskq.warmUp(around);
    for (int round = 0; round < ROUNDS; round++) {
      taskq.add(around);
      around.celery().ifPresent(version -> celery.add(around));
    }
    out.printf("%nstart: --version, the whole process, %d times in turns%n", ROUNDS);
    taskq.print(out);
    if (around.celery().isPresent()) {
      celery.print(out);
      double ratio = taskq.wall().median() / celery.wall().median();
      out.printf("  ratio       %8.2f%n", ratio);
    }
  }
}
