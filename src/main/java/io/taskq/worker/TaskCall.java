package io.taskq.worker;

import io.taskq.json.JavaValues;
import io.taskq.json.Json;
import io.taskq.message.Message;
import io.taskq.state.Failure;
import io.taskq.task.Arguments;
import io.taskq.task.Task;
import io.taskq.task.TimeLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Calls a task's code and turns what comes back, or is thrown, into the end of its run.
 * Thread-safe.
 */
final class TaskCall {

  private final Ends ends;
  private final Starts starts;
  private final Progress progress;
  private final Accepted accepted;
  private final RunLimits limits;
  private final InstantSource clock;

  TaskCall(WorkerParts parts, Ends ends, Starts starts, Progress progress) {
    this.ends = ends;
    this.starts = starts;
    this.progress = progress;
    this.accepted = parts.accepted();
    this.limits = parts.limits();
    this.clock = parts.clock();
  }

  Ends ends() {
    return ends;
  }

  /** Empty when the run was ended by somebody else before it began. */
  Optional<Settlement> run(Run run, Message message, Task task) {
    Instant begun = clock.instant();
    TimeLimits limits = this.limits.of(message, task);
    if (!run.begin(begun, limits, Grip.on(Thread.currentThread()))) {
      return Optional.empty();
    }
    try {
      accepted.count(message.task());
      starts.began(run, begun);
      Object value = task.run(new RunContext(run, message, progress), arguments(message));
      run.letGo();
      return Optional.of(returned(run, message, value, since(begun)));
    } catch (Throwable e) {
      run.letGo();
      return Optional.of(ends.threw(run, message, task, e, since(begun)));
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

  private static Arguments arguments(Message message) {
    return new Arguments(JavaValues.listOf(message.args()), JavaValues.mapOf(message.kwargs()));
  }

  private Duration since(Instant begun) {
    return Duration.between(begun, clock.instant());
  }
}
