package io.taskq.bench;

import io.taskq.bench.report.Chapter;
import java.io.IOException;
import java.util.List;

/** One thing to measure. */
interface Part {

  List<String> NAMES =
      List.of(
          "drain",
          "enqueue",
          "latency",
          "commands",
          "start",
          "inspect",
          "idle",
          "scale",
          "script",
          "beat");

  Chapter run() throws IOException;
}
