package io.taskq.bench;

import io.taskq.bench.report.Numbers;
import java.util.List;

/** One command, run again and again: how long its whole process takes. */
record Turns(String name, List<String> command, Numbers wall) {

  Turns(String name, List<String> command) {
    this(name, command, new Numbers());
  }

  /** Runs it once without counting: the first run may build and fill caches. */
  void warmUp(Surroundings around) {
    Program.millis(command, around.folder());
  }

  void add(Surroundings around) {
    wall.add(Program.millis(command, around.folder()));
  }
}
