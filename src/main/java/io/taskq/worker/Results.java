package io.taskq.worker;

import io.taskq.broker.StoredResult;
import io.taskq.json.Hiding;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.message.Message;
import io.taskq.message.Undecodable;
import io.taskq.redis.Keys;
import io.taskq.result.ResultCodec;
import io.taskq.result.Subject;
import io.taskq.result.TaskResult;
import io.taskq.state.Failure;
import io.taskq.state.TaskState;
import io.taskq.task.Task;
import io.taskq.task.TaskRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Writes what is stored about a task at each of its moves. Empty for those that want no result.
 * Immutable.
 *
 * @param keys where results lie
 * @param kept how long; zero for ever
 * @param extended whether name, arguments and worker are stored too
 * @param ignored whether results of tasks that do not say are not kept
 * @param node the worker's name
 * @param tasks for their own word on results
 * @param clock for the moment a task was over
 * @param hide names of arguments whose values are stored nowhere but in the message
 */
public record Results(
    Keys keys,
    Duration kept,
    boolean extended,
    boolean ignored,
    String node,
    TaskRegistry tasks,
    InstantSource clock,
    Set<String> hide) {

  /** Hides nothing. */
  Results(
      Keys keys,
      Duration kept,
      boolean extended,
      boolean ignored,
      String node,
      TaskRegistry tasks,
      InstantSource clock) {
    this(keys, kept, extended, ignored, node, tasks, clock, Set.of());
  }

  /** What keeps secrets out of results and logs. */
  Discreet discreet() {
    return new Discreet(new Hiding(hide));
  }

  /** The success of a task that has sent those children. */
  Optional<StoredResult> success(Message message, Json value, JsonArray children) {
    return wanted(message)
        .map(subject -> TaskResult.success(subject, value, clock.instant()))
        .map(result -> stored(result.withChildren(children)));
  }

  Optional<StoredResult> failure(Message message, Failure failure) {
    return wanted(message)
        .map(subject -> stored(TaskResult.failure(subject, failure, clock.instant())));
  }

  /** The failure of a message that could not be read, when at least its id could. */
  Optional<StoredResult> failure(Undecodable undecodable) {
    return undecodable
        .taskId()
        .map(
            id ->
                stored(
                    TaskResult.failure(
                        Subject.of(id),
                        Failure.notReadable(undecodable.reason()),
                        clock.instant())));
  }

  /** The failure of a task of which nothing is known but its id: whoever took it died of it. */
  StoredResult lost(String taskId) {
    Failure failure = Failure.workerLost("every worker that took it died");
    return stored(TaskResult.failure(Subject.of(taskId), failure, clock.instant()));
  }

  /** The result of a task that will not run, because of what happened to one before it. */
  StoredResult never(String id, Optional<String> group, TaskState state, Failure failure) {
    Subject subject = new Subject(id, group, Optional.empty(), JsonObject.EMPTY);
    return stored(
        state == TaskState.REVOKED
            ? TaskResult.revoked(subject, failure, clock.instant())
            : TaskResult.failure(subject, failure, clock.instant()));
  }

  Optional<StoredResult> retry(Message message, Failure failure) {
    return wanted(message).map(subject -> stored(TaskResult.retry(subject, failure)));
  }

  Optional<StoredResult> revoked(Message message, String how) {
    return wanted(message)
        .map(subject -> stored(TaskResult.revoked(subject, Failure.revoked(how), clock.instant())));
  }

  Optional<StoredResult> started(Message message) {
    return wanted(message)
        .map(subject -> stored(TaskResult.started(subject, ProcessHandle.current().pid(), node)));
  }

  Optional<StoredResult> progress(Message message, double percent, String text) {
    JsonObject meta = JsonObject.builder().put("percent", percent).put("text", text).build();
    return wanted(message).map(subject -> stored(TaskResult.running(subject, "PROGRESS", meta)));
  }

  private Optional<Subject> wanted(Message message) {
    boolean ignore =
        message
            .ignoreResult()
            // An explicit false is what every client writes that was not asked; the task's own wish
            // counts before it.
            .filter(asked -> asked)
            .or(() -> tasks.find(message.task()).map(Task::options).flatMap(o -> o.ignoreResult()))
            .orElse(ignored);
    if (ignore) {
      return Optional.empty();
    }
    return Optional.of(
        extended ? Subject.extended(discreet().of(message), node) : Subject.of(message));
  }

  private StoredResult stored(TaskResult result) {
    return new StoredResult(keys.result(result.taskId()), ResultCodec.encode(result), kept);
  }
}
