package io.taskq.client;

import io.taskq.result.TaskResult;
import io.taskq.state.Failure;
import io.taskq.state.TaskState;

/** The task that was waited for has failed, or was revoked. */
public final class TaskFailed extends RuntimeException {

  private final String taskId;
  private final TaskState state;
  private final String type;
  private final String text;
  private final String traceback;

  TaskFailed(TaskResult result) {
    this(result, result.failure().orElseThrow());
  }

  private TaskFailed(TaskResult result, Failure failure) {
    super("%s %s: %s".formatted(result.taskId(), result.state(), failure.summary()));
    this.taskId = result.taskId();
    this.state = result.state();
    this.type = failure.type();
    this.text = failure.text();
    this.traceback = failure.traceback().orElse("");
  }

  public String taskId() {
    return taskId;
  }

  /** FAILURE or REVOKED. */
  public TaskState state() {
    return state;
  }

  /** The simple name of the exception, such as {@code ValueError}. */
  public String type() {
    return type;
  }

  /** What the exception said. */
  public String text() {
    return text;
  }

  /** Where it was thrown, as the worker stored it; empty text when it did not. */
  public String traceback() {
    return traceback;
  }
}
