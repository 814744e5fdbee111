package io.taskq.bench;

import io.taskq.bench.report.Chapter;
import java.util.List;

/** Starting and ending: what is paid before any work is done. */
final class StartPart implements Part {

  private final Surroundings around;

  StartPart(Surroundings around) {
    this.around = around;
  }

  @Override
  public Chapter run() {
    List<Duel> duels = List.of(duel("--version"), duel("--help").goal(0.5));
    duels.forEach(Duel::warmUp);
    for (int i = 0; i < around.form().commands(); i++) {
      duels.forEach(Duel::play);
    }
    return new Chapter(
        "start",
        "Whole commands that do nothing, from start to end, in turns.",
        duels.stream().map(Duel::line).toList());
  }

  private Duel duel(String option) {
    Turns taskq = new Turns("taskq " + option, List.of(around.taskq(), option));
    List<String> celery = List.of(Surroundings.PYTHON, "-m", "celery", option);
    return Duel.of(around, taskq, "celery " + option, celery);
  }
}
