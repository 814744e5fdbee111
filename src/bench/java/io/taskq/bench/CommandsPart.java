package io.taskq.bench;

import io.taskq.bench.report.Chapter;
import java.util.ArrayList;
import java.util.List;

/** Enqueueing as a person or a script does: a whole process each. */
final class CommandsPart implements Part {

  /** With an option about sharing of its own, the launcher leaves its archive out. */
  private static final String WITHOUT_ARCHIVE = "TASKQ_JAVA_OPTS=-Xshare:auto";

  private final Surroundings around;

  CommandsPart(Surroundings around) {
    this.around = around;
  }

  @Override
  public Chapter run() {
    around.redis().clear();
    List<Duel> duels = List.of(enqueue(), enqueueWithoutArchive());
    duels.forEach(Duel::warmUp);
    for (int i = 0; i < around.form().commands(); i++) {
      duels.forEach(Duel::play);
    }
    return new Chapter(
        "commands",
        "Whole commands that enqueue one task, from start to end, in turns.",
        duels.stream().map(Duel::line).toList());
  }

  private Duel enqueue() {
    Turns taskq = new Turns("enqueue", around.command("enqueue", Workload.TASK));
    return againstCall(taskq).goal(0.5);
  }

  private Duel enqueueWithoutArchive() {
    List<String> command = new ArrayList<>(List.of("env", WITHOUT_ARCHIVE));
    command.addAll(around.command("enqueue", Workload.TASK));
    return againstCall(new Turns("enqueue, no archive of classes", command)).goal(0.6);
  }

  private Duel againstCall(Turns taskq) {
    return Duel.of(around, taskq, "celery call", around.celeryCommand("call", Workload.TASK));
  }
}
