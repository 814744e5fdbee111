package io.taskq.bench;

import io.taskq.bench.report.Chapter;
import io.taskq.bench.report.Line;
import java.util.ArrayList;
import java.util.List;

/** Whether much of everything costs more than it has to: messages, delays, queues, workers. */
final class ScalePart implements Part {

  private final Surroundings around;

  ScalePart(Surroundings around) {
    this.around = around;
  }

  @Override
  public Chapter run() {
    ManyQueued queued = new ManyQueued(around);
    ManyDelayed delayed = new ManyDelayed(around);
    ManyQueues queues = new ManyQueues(around);
    for (int round = 0; round < around.form().rounds(); round++) {
      queued.play();
      delayed.play();
      queues.play();
    }
    List<Line> lines = new ArrayList<>(queued.lines());
    lines.addAll(delayed.lines());
    lines.addAll(queues.lines());
    return new Chapter("scale", "One worker -c 100 but where said; warm; in turns.", lines);
  }
}
