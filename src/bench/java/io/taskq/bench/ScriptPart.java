package io.taskq.bench;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/** What a task costs the one thread of Redis, by the number of slots of the worker. */
final class ScriptPart {

  private static final Map<Integer, Integer> TASKS_BY_SLOTS =
      new TreeMap<>(Map.of(1, 10_000, 10, 20_000));

  private static final int FULL_SLOTS = 100;
  private static final int FULL_TASKS = 80_000;
  private static final int ROUNDS = 5;

  /** 15 us where the yardstick takes 12. */
  private static final double GOAL_RATIO = 1.25;

  private final Surroundings around;
  private final PrintStream out;

  ScriptPart(Surroundings around, PrintStream out) {
    this.around = around;
    this.out = out;
  }

  void run() {
    out.printf("%nscript: time of scripts in Redis a task, by INFO commandstats%n");
    TASKS_BY_SLOTS.forEach((slots, tasks) -> print(slots, new Numbers(drained(slots, tasks))));
    compare();
  }

  /** In turns: what the machine adds, it adds to both. */
  private void compare() {
    Batches batches = new Batches(around.redis());
    Numbers bare = new Numbers();
    Numbers ours = new Numbers();
    Numbers full = new Numbers();
    for (int round = 0; round < ROUNDS; round++) {
      bare.add(batches.scriptMicros(FULL_TASKS, Bare::drain));
      ours.add(batches.scriptMicros(FULL_TASKS, OurScripts::drain));
      full.add(drained(FULL_SLOTS, FULL_TASKS));
    }
    print(FULL_SLOTS, full);
    out.printf("  by 100, two clients that run nothing:%n");
    out.printf("    bare      %8.1f us   (checks nothing: the yardstick)%n", bare.median());
    out.printf("    ours      %8.1f us%n", ours.median());
    out.printf(
        "    ratio     %8.2f x    goal: %.2f or less%n", ours.median() / bare.median(), GOAL_RATIO);
  }

  private double drained(int slots, int tasks) {
    Contender taskq = Contender.taskq(around, slots, tasks);
    return new Drain(around.redis()).run(taskq).scriptMicros();
  }

  private void print(int slots, Numbers micros) {
    out.printf("  %-12s%8.1f us%n", "taskq -c " + slots, micros.median());
  }
}
