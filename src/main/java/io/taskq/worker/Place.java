package io.taskq.worker;

import io.taskq.task.Task;
import io.taskq.worker.child.Outcome;
import java.util.Optional;
import java.util.function.Predicate;

/** Where the code of tasks runs. Thread-safe. */
interface Place {

  /**
   * Runs it and waits for its end.
   *
   * @param begin to be called right before, with the grip on the code; when it answers false, the
   *     run has ended already
   * @return empty when it did not run
   */
  Optional<Outcome> run(RunContext context, Task task, Predicate<Grip> begin);
}
