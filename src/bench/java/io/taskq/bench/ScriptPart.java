package io.taskq.bench;

import io.taskq.bench.report.Chapter;
import io.taskq.bench.report.Goal;
import io.taskq.bench.report.Line;
import io.taskq.bench.report.Unit;
import java.util.List;

/** What a task costs the one thread of Redis, beside scripts that check nothing. */
final class ScriptPart implements Part {

  private static final int TASKS = 80_000;

  /** 15 us where the yardstick takes 12. */
  private static final double GOAL_RATIO = 1.25;

  private final Surroundings around;

  ScriptPart(Surroundings around) {
    this.around = around;
  }

  @Override
  public Chapter run() {
    int tasks = around.form().tasks(TASKS);
    DrainNumbers ours = new DrainNumbers(Contender.sameScripts(around, tasks));
    DrainNumbers least = new DrainNumbers(Contender.leastScripts(around, tasks));
    DrainNumbers one = new DrainNumbers(Contender.taskq(around, 1, tasks / 4));
    DrainNumbers ten = new DrainNumbers(Contender.taskq(around, 10, tasks));
    for (int round = 0; round < around.form().rounds(); round++) {
      List.of(ours, least, one, ten).forEach(DrainNumbers::add);
    }
    return new Chapter(
        "script",
        "Time of scripts in Redis a task, by INFO commandstats; clients that run nothing, by 100.",
        List.of(
            Line.of("taskq's scripts", Unit.MICROS, ours.script())
                .beside("scripts that check nothing", least.script())
                .goal(Goal.ratioAtMost(GOAL_RATIO)),
            Line.of("worker -c 1", Unit.MICROS, one.script()),
            Line.of("worker -c 10", Unit.MICROS, ten.script())));
  }
}
