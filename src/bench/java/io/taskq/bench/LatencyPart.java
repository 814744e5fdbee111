package io.taskq.bench;

import io.taskq.bench.report.Chapter;
import io.taskq.bench.report.Goal;
import io.taskq.bench.report.Line;
import io.taskq.bench.report.Numbers;
import io.taskq.bench.report.Unit;
import io.taskq.client.Taskq;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long it takes from enqueueing to having the result, for a Java program. */
final class LatencyPart implements Part {

  private static final int TASKS = 300_000;
  private static final int TRIPS = 4_000;
  private static final int AFTER_REST = 20;
  private static final Duration REST = Duration.ofMillis(1_500);
  private static final Duration LOADED = Duration.ofSeconds(10);
  private static final Duration SETTLING = Duration.ofSeconds(1);

  private final Surroundings around;
  private final Percentiles idle = new Percentiles();
  private final Percentiles rested = new Percentiles();
  private final Percentiles loaded = new Percentiles();
  private final Percentiles celery = new Percentiles();
  private final Numbers rate = new Numbers();
  private final Numbers kept = new Numbers();

  LatencyPart(Surroundings around) {
    this.around = around;
  }

  @Override
  public Chapter run() {
    for (int round = 0; round < around.form().rounds(); round++) {
      play();
      around.celery().ifPresent(version -> celery.add(CeleryTrips.run(around)));
    }
    return new Chapter(
        "latency",
        "From enqueueing to the result in hand, by taskq's Java client, with one worker -c 100:"
            + " one task after the other; after 1.5 s of rest each; beside half the load it can"
            + " work off.",
        lines());
  }

  private void play() {
    around.redis().clear();
    try (WorkerProcess worker = around.startWorker("-c", "100");
        Taskq taskq = Taskq.connect(around.url())) {
      RoundTrips trips = new RoundTrips(taskq);
      // The rate first: it also has everything compiled.
      double most = warmRate(worker);
      rate.add(most);
      trips.run(around.form().tasks(TRIPS) / 4);
      idle.add(trips.run(around.form().tasks(TRIPS)));
      rested.add(trips.runAfterRests(around.form().tasks(AFTER_REST), REST));
      try (SteadyLoad load = SteadyLoad.start(around, most / 2)) {
        Waiting.rest(around.form().span(SETTLING));
        loaded.add(trips.run(around.form().span(LOADED)));
        kept.add(load.rate());
      }
    }
  }

  private double warmRate(WorkerProcess worker) {
    int tasks = around.form().tasks(TASKS);
    new Stock(around.redis()).lay(Workload.TASK, tasks);
    Watch watch =
        new Watch("the worker", around.redis(), Backlog.ofTaskq(List.of("celery")), tasks);
    Watch.Mark quarter = watch.await(worker, tasks / 4);
    return watch.await(worker, tasks * 95L / 100).rateSince(quarter);
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    lines.add(besideCelery("idle, p50", idle.half, celery.half).goal(Goal.atMost(1)));
    lines.add(Line.of("idle, p95", Unit.MILLIS, idle.most95));
    lines.add(besideCelery("idle, p99", idle.most99, celery.most99).goal(Goal.atMost(5)));
    lines.add(Line.of("after rest, p50", Unit.MILLIS, rested.half));
    lines.add(Line.of("after rest, p95", Unit.MILLIS, rested.most95));
    lines.add(Line.of("half load, p50", Unit.MILLIS, loaded.half));
    lines.add(Line.of("half load, p95", Unit.MILLIS, loaded.most95));
    lines.add(Line.of("half load, p99", Unit.MILLIS, loaded.most99).goal(Goal.atMost(20)));
    lines.add(
        Line.of("half load, tasks beside", Unit.PER_SECOND, kept).beside("at full load", rate));
    return lines;
  }

  private Line besideCelery(String name, Numbers ours, Numbers others) {
    Line line = Line.of(name, Unit.MILLIS, ours);
    return around.celery().map(v -> line.beside("Celery " + v, others)).orElse(line);
  }

  /** The shares of each round that a reader asks for. */
  private static final class Percentiles {

    private final Numbers half = new Numbers();
    private final Numbers most95 = new Numbers();
    private final Numbers most99 = new Numbers();

    void add(Numbers trips) {
      half.add(trips.share(0.5));
      most95.add(trips.share(0.95));
      most99.add(trips.share(0.99));
    }
  }
}
