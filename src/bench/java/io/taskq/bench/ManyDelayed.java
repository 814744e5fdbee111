package io.taskq.bench;

import io.taskq.bench.report.Goal;
import io.taskq.bench.report.Line;
import io.taskq.bench.report.Numbers;
import io.taskq.bench.report.Unit;
import io.taskq.client.Taskq;
import io.taskq.task.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/** A million tasks that wait for one moment: what they cost until then, and how fast they come. */
final class ManyDelayed {

  private static final int TASKS = 1_000_000;
  private static final int AT_ONCE = 1_000;
  private static final Duration IDLE = Duration.ofSeconds(20);

  /** So many are enqueued to see how long all of them will take, and so much longer they get. */
  private static final int SAMPLE = 20;

  private static final double SLACK = 1.5;

  private final Surroundings around;
  private final int tasks;
  private final Numbers alone = new Numbers();
  private final Numbers beside = new Numbers();
  private final Numbers rate = new Numbers();
  private final Numbers late = new Numbers();

  ManyDelayed(Surroundings around) {
    this.around = around;
    this.tasks = around.form().tasks(TASKS);
  }

  void play() {
    around.redis().clear();
    Duration idle = around.form().span(IDLE);
    try (WorkerProcess worker = around.startWorker("-c", "100")) {
      worker.awaitLife(around);
      Waiting.rest(IdlePart.SETTLING);
      alone.add(worker.load(idle));
      Instant due = enqueue(idle);
      Waiting.rest(idle.dividedBy(10));
      beside.add(worker.load(idle));
      comeDue(worker, due);
    }
  }

  /** Answers when they are due: after all are there, and the worker was watched. */
  private Instant enqueue(Duration idle) {
    try (Taskq taskq = Taskq.connect(around.url())) {
      Call elsewhere = Call.of(Workload.TASK).queue("elsewhere").in(Duration.ofDays(1));
      Duration sample = enqueue(taskq, elsewhere, tasks / SAMPLE);
      long millis = Math.round(sample.toMillis() * SAMPLE * SLACK + idle.toMillis() * SLACK);
      Instant due = around.redis().redis().time().plusMillis(millis);
      enqueue(taskq, Call.of(Workload.TASK).at(due), tasks);
      return due;
    }
  }

  private static Duration enqueue(Taskq taskq, Call call, int count) {
    long begun = System.nanoTime();
    for (int done = 0; done < count; done += AT_ONCE) {
      taskq.enqueueAll(Collections.nCopies(Math.min(AT_ONCE, count - done), call));
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private void comeDue(WorkerProcess worker, Instant due) {
    Duration left = Duration.between(around.redis().redis().time(), due);
    Backlog backlog = Backlog.ofTaskq(List.of(Workload.QUEUE));
    if (left.isNegative() || backlog.size(around.redis()) < tasks) {
      throw new IllegalStateException(
          "they came due before all were there: the machine is busy otherwise");
    }
    Waiting.rest(left);
    long begun = System.nanoTime();
    Watch watch = new Watch("the worker", around.redis(), backlog, tasks);
    watch.await(worker, 1);
    late.add((System.nanoTime() - begun) / 1e6);
    watch.await(worker, tasks);
    rate.add(tasks / ((System.nanoTime() - begun) / 1e9));
  }

  List<Line> lines() {
    String name = "%,d delayed".formatted(tasks);
    return List.of(
        Line.of(name + ", idle worker's CPU", Unit.PERCENT, beside)
            .beside("with none", alone)
            .goal(Goal.atMost(1)),
        Line.of(name + ", all due, done", Unit.PER_SECOND, rate).goal(Goal.atLeast(20_000)),
        Line.of(name + ", due, until the first is done", Unit.MILLIS, late));
  }
}
