package io.taskq.bench;

import java.io.PrintStream;
import java.util.List;

/** One command, run again and again: how long its whole process takes. */
record Turns(String name, List<String> command, Numbers wall, Numbers cpu) {

  Turns(String name, List<String> command) {
    this(name, command, new Numbers(), new Numbers());
  }

  /** Runs it once without counting: the first run may build and fill caches. */
  void warmUp(Surroundings around) {
    Program.time(command, around.folder());
  }

  void add(Surroundings around) {
    Program.Took took = Program.time(command, around.folder());
    wall.add(took.wallMillis());
    cpu.add(took.cpuMillis());
  }

  void print(PrintStream out) {
    out.printf(
        "  %-12s%8.0f ms, least %.0f ms; CPU %.0f ms, least %.0f ms%n",
        name, wall.median(), wall.least(), cpu.median(), cpu.least());
  }
}
