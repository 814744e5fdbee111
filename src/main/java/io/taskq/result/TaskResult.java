package io.taskq.result;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import io.taskq.state.Failure;
import io.taskq.state.TaskState;
import java.time.Instant;
import java.util.Optional;

/**
 * What is stored about one task.
 *
 * @param subject whose result it is
 * @param status the stored word: a state, or a word of the task's own such as PROGRESS
 * @param result the value; for a failed, revoked or retried task the exception
 * @param traceback the exception's stack trace
 * @param children what the task sent, as Celery's result tuples; null when that is not known
 * @param doneAt when the task was over
 */
public record TaskResult(
    Subject subject,
    String status,
    Json result,
    Optional<String> traceback,
    Json children,
    Optional<Instant> doneAt) {

  /** The task returned a value. */
  public static TaskResult success(Subject subject, Json value, Instant now) {
    return new TaskResult(
        subject, "SUCCESS", value, Optional.empty(), JsonArray.EMPTY, Optional.of(now));
  }

  /** The task failed for good. */
  public static TaskResult failure(Subject subject, Failure failure, Instant now) {
    return ended(subject, TaskState.FAILURE, failure, Optional.of(now));
  }

  /** The task was revoked, was terminated or has expired: {@link Failure#revoked}. */
  public static TaskResult revoked(Subject subject, Failure failure, Instant now) {
    return ended(subject, TaskState.REVOKED, failure, Optional.of(now));
  }

  /** The attempt failed and another follows. */
  public static TaskResult retry(Subject subject, Failure failure) {
    JsonArray self =
        JsonArray.of(JsonArray.of(Json.of(subject.taskId()), JsonNull.NULL), JsonNull.NULL);
    return ended(subject, TaskState.RETRY, failure, Optional.empty())
        .withChildren(JsonArray.of(self));
  }

  /** The task runs. */
  public static TaskResult started(Subject subject, long pid, String node) {
    return running(
        subject,
        TaskState.STARTED.name(),
        JsonObject.builder().put("pid", pid).put("hostname", node).build());
  }

  /** The running task says how far it is, under a word of its own. */
  public static TaskResult running(Subject subject, String word, Json meta) {
    return new TaskResult(subject, word, meta, Optional.empty(), JsonArray.EMPTY, Optional.empty());
  }

  private static TaskResult ended(
      Subject subject, TaskState state, Failure failure, Optional<Instant> doneAt) {
    return new TaskResult(
        subject, state.name(), failure.toJson(), failure.traceback(), JsonArray.EMPTY, doneAt);
  }

  public String taskId() {
    return subject.taskId();
  }

  public TaskState state() {
    return TaskState.of(status);
  }

  /** Why it failed; empty unless it failed, was revoked or is tried again. */
  public Optional<Failure> failure() {
    return switch (state()) {
      case FAILURE, REVOKED, RETRY -> Optional.of(Failure.fromJson(result, traceback));
      default -> Optional.empty();
    };
  }

  public TaskResult withChildren(Json tuples) {
    return new TaskResult(subject, status, result, traceback, tuples, doneAt);
  }
}
