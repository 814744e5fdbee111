package io.taskq.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** No-op tasks with results, drained by a full worker of taskq and by one of Celery, in turns. */
final class DrainPart {

  private static final int ROUNDS = 3;
  private static final int SLOTS = 100;
  private static final int TASKS = 80_000;
  private static final int CELERYS_TASKS = 4_000;
  private static final double GOAL_RATIO = 15;
  private static final double GOAL_MICROS = 15;

  private final Surroundings around;
  private final PrintStream out;

  DrainPart(Surroundings around, PrintStream out) {
    this.around = around;
    this.out = out;
  }

  void run() {
    List<Contender> contenders = new ArrayList<>();
    contenders.add(Contender.taskq(around, SLOTS, TASKS));
    around.celery().ifPresent(v -> contenders.add(Contender.celery(around, CELERYS_TASKS)));
    out.printf("%ndrain: no-op tasks with results, median of %d rounds in turns%n", ROUNDS);
    out.println(
        "       (from the first results to the last: warming up counts, starting does not)");
    List<Row> rows = contenders.stream().map(Row::new).toList();
    for (int round = 0; round < ROUNDS; round++) {
      rows.forEach(row -> row.add(new Drain(around.redis()).run(row.contender)));
    }
    rows.forEach(row -> row.print(out));
    if (rows.size() > 1) {
      double ratio = rows.get(0).rate.median() / rows.get(1).rate.median();
      out.printf("  ratio       %8.1f x            goal: %.0f or more%n", ratio, GOAL_RATIO);
    }
    double micros = rows.getFirst().script.median();
    out.printf("  script time %8.1f us a task    goal: %.0f or less%n", micros, GOAL_MICROS);
  }

  /** One contender's rounds. */
  private static final class Row {

    private final Contender contender;
    private final Numbers rate = new Numbers();
    private final Numbers script = new Numbers();
    private final Numbers cpu = new Numbers();

    Row(Contender contender) {
      this.contender = contender;
    }

    void add(Drain.Seen seen) {
      rate.add(seen.perSecond());
      script.add(seen.scriptMicros());
      cpu.add(seen.cpuMicros());
    }

    void print(PrintStream out) {
      out.printf(
          "  %-12s%,8.0f tasks/s   %6.0f us CPU a task%n",
          contender.name(), rate.median(), cpu.median());
    }
  }
}
