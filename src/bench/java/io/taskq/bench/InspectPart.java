package io.taskq.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Asking all workers whether they live, by either command, on a cluster of both kinds. */
final class InspectPart {

  private static final int ROUNDS = 7;
  private static final int OURS = 2;
  private static final int SLOTS = 4;
  private static final double GOAL_RATIO = 0.3;
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final Surroundings around;
  private final PrintStream out;

  InspectPart(Surroundings around, PrintStream out) {
    this.around = around;
    this.out = out;
  }

  void run() {
    around.redis().clear();
    List<Process> workers = new ArrayList<>();
    try {
      Contender taskq = Contender.taskq(around, SLOTS, 0);
      Stream.generate(() -> taskq).limit(OURS).forEach(ours -> workers.add(start(ours)));
      around.celery().ifPresent(v -> workers.add(start(Contender.celery(around, 0))));
      Waiting.until("all workers answer", LIMIT, () -> answers() == workers.size());
      compare(workers.size());
    } finally {
      workers.forEach(InspectPart::stop);
    }
  }

  private Process start(Contender contender) {
    return Program.start(contender.worker(), contender.folder());
  }

  private void compare(int nodes) {
    Turns ours = new Turns("taskq", ping());
    List<String> command = new ArrayList<>(List.of(Surroundings.PYTHON, "-m", "celery"));
    command.addAll(List.of("-b", around.url(), "inspect", "ping"));
    Turns theirs = new Turns("celery", command);
    for (int round = 0; round < ROUNDS; round++) {
      ours.add(around);
      around.celery().ifPresent(version -> theirs.add(around));
    }
    out.printf(
        "%ninspect: ping, %d nodes answer, the whole process, %d times in turns%n", nodes, ROUNDS);
    ours.print(out);
    if (around.celery().isPresent()) {
      theirs.print(out);
      double ratio = ours.wall().median() / theirs.wall().median();
      out.printf("  ratio       %8.2f              goal: %.1f or less%n", ratio, GOAL_RATIO);
    }
  }

  /** How many nodes do. */
  private long answers() {
    return Program.output(ping(), around.folder()).stream()
        .flatMap(String::lines)
        .filter(line -> line.contains("pong"))
        .count();
  }

  private List<String> ping() {
    return List.of(around.taskq(), "-b", around.url(), "inspect", "ping");
  }

  /** At once: nothing is left to do, and what they leave behind no other part looks at. */
  private static void stop(Process worker) {
    worker.descendants().forEach(ProcessHandle::destroyForcibly);
    worker.destroyForcibly().onExit().join();
  }
}
