package io.taskq.bench;

import io.taskq.bench.report.Goal;
import io.taskq.bench.report.Line;
import io.taskq.bench.report.Numbers;
import io.taskq.bench.report.Unit;
import io.taskq.client.Taskq;
import io.taskq.task.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The same tasks on one queue, on fifty of ten thousand, and worked off by eight workers. */
final class ManyQueues {

  private static final int TASKS = 300_000;
  private static final int KNOWN = 10_000;
  private static final int CONSUMED = 50;
  private static final int WORKERS = 8;

  private final Surroundings around;
  private final int tasks;
  private final DrainNumbers one;
  private final DrainNumbers many;
  private final DrainNumbers eight;

  ManyQueues(Surroundings around) {
    this.around = around;
    this.tasks = around.form().tasks(TASKS);
    this.one = new DrainNumbers(Contender.taskq(around, 100, tasks));
    this.many = new DrainNumbers(fiftyQueues());
    this.eight = new DrainNumbers(eightWorkers());
  }

  void play() {
    one.add();
    many.add();
    eight.add();
  }

  private Contender fiftyQueues() {
    List<String> consumed = IntStream.range(0, CONSUMED).mapToObj(i -> "queue" + i).toList();
    return new Contender(
        CONSUMED + " queues",
        around.redis(),
        tasks,
        this::fillQueues,
        Backlog.ofTaskq(consumed),
        true,
        () -> around.startWorker("-c", "100", "-Q", String.join(",", consumed)));
  }

  /** The other queues hold a task each that nobody consumes: such a queue is known too. */
  private void fillQueues() {
    try (Taskq taskq = Taskq.connect(around.url())) {
      for (int done = 0; done < tasks; done += CONSUMED * 10) {
        int size = Math.min(CONSUMED * 10, tasks - done);
        taskq.enqueueAll(IntStream.range(0, size).mapToObj(i -> call(i % CONSUMED)).toList());
      }
      taskq.enqueueAll(IntStream.range(CONSUMED, KNOWN).mapToObj(ManyQueues::call).toList());
    }
  }

  private static Call call(int queue) {
    return Call.of(Workload.TASK).queue("queue" + queue);
  }

  private Contender eightWorkers() {
    Contender single = Contender.taskq(around, 10, tasks);
    return new Contender(
        WORKERS + " workers",
        single.redis(),
        tasks,
        single.fill(),
        single.backlog(),
        true,
        () -> Several.start(WORKERS, single.start()));
  }

  List<Line> lines() {
    String queues = "%,d queues known, %d consumed".formatted(KNOWN, CONSUMED);
    return List.of(
        rate(queues, many.warm()).goal(Goal.ratioAtLeast(0.8)),
        rate(WORKERS + " workers -c 10", eight.warm()));
  }

  private Line rate(String name, Numbers measured) {
    return Line.of(name, Unit.PER_SECOND, measured).beside("one queue, one worker", one.warm());
  }

  /** Several workers as one. */
  private record Several(List<Running> workers) implements Running {

    static Several start(int count, Supplier<Running> start) {
      List<Running> workers = new ArrayList<>();
      IntStream.range(0, count).forEach(i -> workers.add(start.get()));
      return new Several(workers);
    }

    @Override
    public boolean isAlive() {
      return workers.stream().allMatch(Running::isAlive);
    }

    @Override
    public double cpuMicros() {
      return workers.stream().mapToDouble(Running::cpuMicros).sum();
    }

    @Override
    public void close() {
      workers.forEach(Running::close);
    }
  }
}
