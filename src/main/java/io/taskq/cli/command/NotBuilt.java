package io.taskq.cli.command;

import io.taskq.config.WorkerSettings;
import io.taskq.error.TaskqException;
import java.util.List;

/**
 * Refuses settings of a worker that this version does not fulfil: a limit that limits nothing is
 * worse than none.
 */
final class NotBuilt {

  private static final String LEAVE_OUT = "Leave it out with this version.";

  private NotBuilt() {}

  static void refuse(WorkerSettings worker) {
    refuseIf(worker.prefetch() > 0, "worker.prefetch above 0");
    boolean hasChildren = worker.pool().equals("process");
    refuseIf(worker.maxTasksPerChild().isPresent() && !hasChildren, "worker.max_tasks_per_child");
    refuseIf(worker.maxMemoryPerChild().isPresent() && !hasChildren, "worker.max_memory_per_child");
  }

  static void requireQueues(List<String> queues, WorkerSettings worker) {
    if (queues.isEmpty()) {
      throw new TaskqException.Invalid(
          "there is no queue to consume",
          "--exclude-queues leaves none of " + String.join(", ", worker.queues()),
          "Name the queues with --queues.");
    }
  }

  private static void refuseIf(boolean given, String what) {
    if (given) {
      throw CeleryOptions.notYet(what, LEAVE_OUT);
    }
  }
}
