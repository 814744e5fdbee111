package io.taskq.bench;

import io.taskq.bench.report.Chapter;
import io.taskq.bench.report.Goal;
import io.taskq.bench.report.Line;
import io.taskq.bench.report.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How fast one worker process works off a full queue, beside bare clients and other queues. */
final class DrainPart implements Part {

  private static final int TASKS = 400_000;
  private static final int FEWER_TASKS = 200_000;
  private static final int PROGRAMS = 1_000;
  private static final String PROGRAM = "bin_true";

  private static final String HOW =
      "Tasks a second of one worker; no-op, result stored and published (Sidekiq has none);"
          + " counted from a quarter done to 95 %; in turns.";

  private final Surroundings around;
  private final List<Line> lines = new ArrayList<>();
  private final List<DrainNumbers> all = new ArrayList<>();

  DrainPart(Surroundings around) {
    this.around = around;
  }

  @Override
  public Chapter run() throws IOException {
    try (PrivateRedis durable = PrivateRedis.startDurable(around.folder())) {
      compete(durable);
    }
    return new Chapter("drain", HOW, lines);
  }

  private void compete(PrivateRedis durable) throws IOException {
    int tasks = around.form().tasks(TASKS);
    Contender.Load load = Contender.Load.of(Workload.TASK, tasks);
    DrainNumbers full = enter(Contender.taskq(around, around.redis(), 100, load));
    DrainNumbers same = enter(Contender.sameScripts(around, tasks));
    DrainNumbers least = enter(Contender.leastScripts(around, tasks));
    DrainNumbers kept = enter(Contender.taskq(around, durable, 100, load));
    DrainNumbers few = enter(Contender.taskq(around, 5, around.form().tasks(FEWER_TASKS)));
    DrainNumbers naps = enter(naps());
    DrainNumbers programs = enter(programs());
    List<DrainNumbers> peers =
        around.peers().stream().map(peer -> enter(peer.contender(around))).toList();
    for (int round = 0; round < around.form().rounds(); round++) {
      all.forEach(DrainNumbers::add);
    }
    lines.add(rate("-c 100", full).goal(Goal.atLeast(33_000)));
    peers.forEach(peer -> lines.add(beside(full, peer)));
    lines.add(beside(full, same).goal(Goal.ratioAtLeast(0.5)));
    lines.add(beside(full, least));
    lines.add(
        rate("-c 100, AOF everysec", kept)
            .beside("without AOF", full.warm())
            .goal(Goal.ratioAtLeast(0.8)));
    tellCost("-c 100", full);
    lines.add(rate("-c 5", few).goal(Goal.atLeast(15_000)));
    tellCost("-c 5", few);
    lines.add(rate("-c 100, 1 ms of sleep", naps));
    lines.add(rate("-c 2, /bin/true by exec", programs));
  }

  private DrainNumbers enter(Contender contender) {
    DrainNumbers numbers = new DrainNumbers(contender);
    all.add(numbers);
    return numbers;
  }

  private Contender naps() {
    int tasks = around.form().tasks(FEWER_TASKS);
    return Contender.taskq(around, around.redis(), 100, Contender.Load.of(Nap.TASK, tasks));
  }

  private Contender programs() throws IOException {
    Path settings = around.folder().resolve("programs.yml");
    Files.writeString(settings, "tasks:\n  " + PROGRAM + ":\n    exec: [/bin/true]\n");
    List<String> options = List.of("--config", settings.toString());
    int tasks = around.form().tasks(PROGRAMS);
    return Contender.taskq(around, around.redis(), 2, new Contender.Load(PROGRAM, tasks, options));
  }

  private static Line rate(String name, DrainNumbers numbers) {
    return Line.of(name, Unit.PER_SECOND, numbers.warm());
  }

  private static Line beside(DrainNumbers taskq, DrainNumbers other) {
    String name = other.contender().name();
    Line line = rate(taskq.contender().name(), taskq).beside(name, other.warm());
    if (name.startsWith("BullMQ")) {
      return line.goal(Goal.ratioAtLeast(2.5));
    }
    // Held against the pool that Celery itself takes by default.
    boolean isPrefork = name.startsWith("Celery") && name.endsWith("-c 5");
    return isPrefork ? line.goal(Goal.ratioAtLeast(20)) : line;
  }

  private void tellCost(String name, DrainNumbers numbers) {
    Line script = Line.of(name + ", script time a task", Unit.MICROS, numbers.script());
    // Fewer slots have smaller batches, whose scripts cost more a task.
    boolean isFull = numbers.contender().name().equals("-c 100");
    lines.add(isFull ? script.goal(Goal.atMost(15)) : script);
    lines.add(Line.of(name + ", worker's CPU a task", Unit.MICROS, numbers.worker()));
    lines.add(Line.of(name + ", Redis' CPU a task", Unit.MICROS, numbers.redis()));
    lines.add(
        Line.of(name + ", cold: first to last result", Unit.PER_SECOND, numbers.cold())
            .beside("warm", numbers.warm()));
  }
}
