package io.taskq.bench;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/** What a task costs the one thread of Redis, by the number of slots of the worker. */
final class ScriptPart {

  private static final Map<Integer, Integer> TASKS_BY_SLOTS =
      new TreeMap<>(Map.of(1, 10_000, 10, 20_000, 100, 40_000));

  private final Surroundings around;
  private final PrintStream out;

  ScriptPart(Surroundings around, PrintStream out) {
    this.around = around;
    this.out = out;
  }

  void run() {
    out.printf("%nscript: time of scripts in Redis a task, by INFO commandstats%n");
    TASKS_BY_SLOTS.forEach(
        (slots, tasks) -> {
          Contender taskq = Contender.taskq(around, slots, tasks);
          Drain.Seen seen = new Drain(around.redis()).run(taskq);
          out.printf(
              "  %-12s%8.1f us   %,8.0f tasks/s%n",
              taskq.name(), seen.scriptMicros(), seen.perSecond());
        });
  }
}
