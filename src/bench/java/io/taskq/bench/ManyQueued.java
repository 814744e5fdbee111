package io.taskq.bench;

import io.taskq.bench.report.Goal;
import io.taskq.bench.report.Line;
import io.taskq.bench.report.Numbers;
import io.taskq.bench.report.Unit;
import java.util.List;

/** A million tasks on one queue: whether its length changes what one of them costs. */
final class ManyQueued {

  private static final int TASKS = 1_000_000;
  private static final double WITHIN = 1.1;

  private final Contender taskq;
  private final Numbers firstRate = new Numbers();
  private final Numbers lastRate = new Numbers();
  private final Numbers firstScript = new Numbers();
  private final Numbers lastScript = new Numbers();

  ManyQueued(Surroundings around) {
    this.taskq = Contender.taskq(around, 100, around.form().tasks(TASKS));
  }

  /** A tenth warms up; the one behind it is the first that counts. */
  void play() {
    int tasks = taskq.tasks();
    int tenth = tasks / 10;
    List<Watch.Mark> marks = new Drain(taskq).marks(tenth, 2L * tenth, tasks - tenth, tasks);
    firstRate.add(marks.get(1).rateSince(marks.get(0)));
    firstScript.add(marks.get(1).scriptMicrosSince(marks.get(0)));
    lastRate.add(marks.get(3).rateSince(marks.get(2)));
    lastScript.add(marks.get(3).scriptMicrosSince(marks.get(2)));
  }

  List<Line> lines() {
    String last = "%,d queued, the last tenth".formatted(taskq.tasks());
    return List.of(
        Line.of(last + ", script time", Unit.MICROS, lastScript)
            .beside("the first, warm", firstScript)
            .goal(Goal.ratioAtMost(WITHIN)),
        Line.of(last, Unit.PER_SECOND, lastRate).beside("the first, warm", firstRate));
  }
}
