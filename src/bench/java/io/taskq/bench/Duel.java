package io.taskq.bench;

import io.taskq.bench.report.Goal;
import io.taskq.bench.report.Line;
import io.taskq.bench.report.Unit;
import java.util.List;
import java.util.Optional;

/** A command of taskq and the one of Celery that does the same, as whole processes, in turns. */
final class Duel {

  private final Surroundings around;
  private final Turns taskq;
  private final Optional<Turns> celery;
  private final Optional<Goal> goal;

  private Duel(Surroundings around, Turns taskq, Optional<Turns> celery, Optional<Goal> goal) {
    this.around = around;
    this.taskq = taskq;
    this.celery = celery;
    this.goal = goal;
  }

  /** Without Celery, taskq's command runs alone. */
  static Duel of(Surroundings around, Turns taskq, String name, List<String> celerys) {
    Optional<Turns> celery = around.celery().map(version -> new Turns(name, celerys));
    return new Duel(around, taskq, celery, Optional.empty());
  }

  Duel goal(double ratio) {
    return new Duel(around, taskq, celery, Optional.of(Goal.ratioAtMost(ratio)));
  }

  /** Runs both once without counting. */
  void warmUp() {
    taskq.warmUp(around);
    celery.ifPresent(turns -> turns.warmUp(around));
  }

  void play() {
    taskq.add(around);
    celery.ifPresent(turns -> turns.add(around));
  }

  Line line() {
    Line line = Line.of(taskq.name(), Unit.MILLIS, taskq.wall());
    if (celery.isEmpty()) {
      return line;
    }
    Line compared = line.beside(celery.get().name(), celery.get().wall());
    return goal.map(compared::goal).orElse(compared);
  }
}
