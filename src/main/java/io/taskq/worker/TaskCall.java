package io.taskq.worker;

import io.taskq.json.JavaValues;
import io.taskq.json.Json;
import io.taskq.message.Message;
import io.taskq.state.Failure;
import io.taskq.task.Arguments;
import io.taskq.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Calls a task's code and turns what comes back, or is thrown, into the end of its run.
 * Thread-safe.
 */
final class TaskCall {

  private final Ends ends;
  private final Starts starts;
  private final Progress progress;
  private final Accepted accepted;
  private final InstantSource clock;

  TaskCall(WorkerParts parts, Ends ends, Starts starts, Progress progress) {
    this.ends = ends;
    this.starts = starts;
    this.progress = progress;
    this.accepted = parts.accepted();
    this.clock = parts.clock();
  }

  Ends ends() {
    return ends;
  }

  /** Empty when the run was taken away from this worker, and its end is nobody's matter here. */
  Optional<Settlement> run(Run run, Message message, Task task) {
    Instant begun = clock.instant();
    if (!run.begin(begun)) {
      return Optional.empty();
    }
    try {
      accepted.count(message.task());
      starts.began(run, begun);
      Object value = task.run(new RunContext(run, message, progress), arguments(message));
      run.end();
      return unlessTakenAway(run, () -> returned(run, message, value, since(begun)));
    } catch (Throwable e) {
      run.end();
      return unlessTakenAway(run, () -> ends.threw(run, message, task, e, since(begun)));
    }
  }

  private Settlement returned(Run run, Message message, Object value, Duration took) {
    Json json;
    try {
      json = JavaValues.toJson(value);
    } catch (IllegalArgumentException e) {
      return ends.failed(run, message, Failure.notWritable(e.getMessage()), took);
    }
    return ends.succeeded(run, message, json, took);
  }

  private static Optional<Settlement> unlessTakenAway(Run run, Supplier<Settlement> end) {
    return run.isCancelled() ? Optional.empty() : Optional.of(end.get());
  }

  private static Arguments arguments(Message message) {
    return new Arguments(JavaValues.listOf(message.args()), JavaValues.mapOf(message.kwargs()));
  }

  private Duration since(Instant begun) {
    return Duration.between(begun, clock.instant());
  }
}
