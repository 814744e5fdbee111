package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.WaitOptions;
import io.taskq.cli.output.Output;
import io.taskq.cli.output.UnicodeJson;
import io.taskq.json.JsonObject;
import io.taskq.result.TaskResult;
import io.taskq.state.Failure;
import io.taskq.state.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Shows how a task ended: its value, or why there is none. */
final class Outcome {

  private static final int YES = 0;
  private static final int NO = 5;

  private final CommandContext context;
  private final Output output;
  private final Optional<String> task;

  /**
   * An outcome to show.
   *
   * @param task the task's name, if it is known
   */
  Outcome(CommandContext context, Optional<String> task) {
    this.context = context;
    this.output = context.output();
    this.task = task;
  }

  /** Waits until the task is over and shows how it ended; answers the exit code. */
  int await(String id, WaitOptions wait) throws InterruptedException {
    Optional<TaskResult> result = context.results().await(id, wait.timeoutOrForEver());
    if (result.isPresent()) {
      return show(result.get(), false);
    }
    String waited = wait.timeout().map(Outcome::seconds).orElse("for ever");
    if (output.isJson()) {
      output.json(JsonObject.builder().put("id", id).put("timed_out", true).build());
    }
    output.warn("taskq: %s is not over: waited %s".formatted(name(id, task), waited));
    output.warn("  Wait on with: taskq result " + id + " --wait");
    return NO;
  }

  /** Shows a task that is over; answers the exit code. */
  int show(TaskResult result, boolean traceback) {
    boolean success = result.state() == TaskState.SUCCESS;
    if (output.isJson()) {
      output.json(json(result));
    } else if (success) {
      output.line(UnicodeJson.text(result.result()));
    } else {
      result.failure().ifPresent(failure -> talk(result, failure));
      if (traceback) {
        result.traceback().ifPresent(text -> text.lines().forEach(output::line));
      }
    }
    return success ? YES : NO;
  }

  private void talk(TaskResult result, Failure failure) {
    Optional<String> stored = result.subject().extended().textOf("name");
    String name = name(result.taskId(), task.or(() -> stored));
    boolean revoked = result.state() == TaskState.REVOKED;
    List<String> why = failure.text().lines().toList();
    String first = why.isEmpty() ? "" : why.getFirst();
    String reason = first.isEmpty() ? failure.type() : failure.type() + ": " + first;
    output.warn("taskq: " + name + (revoked ? " was revoked: " + first : " failed: " + reason));
    why.stream().skip(1).forEach(line -> output.warn("  " + line));
  }

  private static JsonObject json(TaskResult result) {
    JsonObject.Builder json =
        JsonObject.builder().put("id", result.taskId()).put("state", result.state().name());
    if (result.state() == TaskState.SUCCESS) {
      json.put("result", result.result());
    }
    result
        .failure()
        .ifPresent(
            failure ->
                json.put(
                    "error",
                    JsonObject.builder()
                        .put("type", failure.type())
                        .put("message", failure.text())
                        .put("traceback", result.traceback())
                        .build()));
    return json.put("done_at", result.doneAt().map(Object::toString)).build();
  }

  private static String name(String id, Optional<String> task) {
    return task.map(name -> name + "[" + id + "]").orElse(id);
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0
        ? time.toSeconds() + " s"
        : "%.3f s".formatted(time.toMillis() / 1000.0);
  }
}
