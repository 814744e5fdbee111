package io.taskq.bench;

import io.taskq.bench.report.Chapter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asking all workers whether they live, by either command, on a cluster of both kinds. */
final class InspectPart implements Part {

  private static final int OURS = 2;
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final Surroundings around;

  InspectPart(Surroundings around) {
    this.around = around;
  }

  @Override
  public Chapter run() {
    around.redis().clear();
    List<String> celery = around.celeryCommand("inspect", "ping");
    Turns taskq = new Turns("inspect ping", around.command("inspect", "ping"));
    Duel duel = Duel.of(around, taskq, "celery inspect ping", celery).goal(0.25);
    List<WorkerProcess> workers = new ArrayList<>();
    try {
      for (int i = 0; i < OURS; i++) {
        workers.add(around.startWorker("-c", "4"));
      }
      around.celery().ifPresent(v -> workers.add(CeleryTrips.startWorker(around, "2")));
      Waiting.until("all workers answer", LIMIT, () -> answers() == workers.size());
      for (int i = 0; i < around.form().commands(); i++) {
        duel.play();
      }
    } finally {
      workers.forEach(WorkerProcess::close);
    }
    return new Chapter(
        "inspect",
        "Whole commands, from start to end, in turns; %d nodes answer, Celery's too."
            .formatted(workers.size()),
        List.of(duel.line()));
  }

  /** How many nodes do. */
  private long answers() {
    return Program.output(around.command("inspect", "ping"), around.folder()).stream()
        .flatMap(String::lines)
        .filter(line -> line.contains("pong"))
        .count();
  }
}
