package io.taskq.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Another task queue that is installed here, with one way to run it.
 *
 * @param label its name, version and settings
 * @param worker the command of its worker
 * @param backlog what is left of its tasks
 * @param tasks how many it drains in some seconds
 * @param keepsResults whether each task leaves a key with its result
 * @param feeds its ways to enqueue, the fastest last
 */
record Peer(
    String label,
    List<String> worker,
    Backlog backlog,
    int tasks,
    boolean keepsResults,
    List<Feed> feeds) {

  /**
   * A program that enqueues.
   *
   * @param command the number of tasks comes behind it; prints the seconds they took
   */
  record Feed(String label, List<String> command, int tasks) {

    /** Tasks a second, without the start of the program. */
    double rate(int count, Path folder) {
      List<String> all = new ArrayList<>(command);
      all.add(Integer.toString(count));
      String seconds =
          Program.output(all, folder)
              .orElseThrow(() -> new IllegalStateException("failed: " + String.join(" ", all)));
      return count / Double.parseDouble(seconds);
    }
  }

  Contender contender(Surroundings around) {
    int count = around.form().tasks(tasks);
    return new Contender(
        label,
        around.redis(),
        count,
        () -> feeds.getLast().rate(count, around.folder()),
        backlog,
        keepsResults,
        () -> WorkerProcess.start(worker, around));
  }
}
