package io.taskq.task;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** What a running task may know about its run, and say about it. Thread-safe. */
public interface TaskContext {

  /** The task's name. */
  String task();

  /** The task's id, under which its result is kept. */
  String id();

  /** Which try this is; the first is 1. */
  int attempt();

  /** How often this attempt was handed out; more than 1 means that a worker died with it. */
  int delivery();

  /**
   * A number that only grows from one hand-out to the next. An outside store that refuses lower
   * ones makes an effect happen once.
   */
  long fence();

  String queue();

  /** All headers of the message, as plain values. */
  Map<String, Object> headers();

  /**
   * The moment of a schedule this run is for, however late it starts; empty for a task that no
   * schedule has sent.
   */
  default Optional<Instant> slot() {
    try {
      return headers().get("taskq_slot") instanceof String text
          ? Optional.of(Instant.parse(text))
          : Optional.empty();
    } catch (DateTimeParseException notOurs) {
      return Optional.empty();
    }
  }

  /** Tells watchers how far the run is. Cheap enough to call in a loop. */
  void progress(double percent, String text);

  /** Writes lines to the worker's log, with the task's name and id before them. */
  System.Logger logger();

  /**
   * Enqueues another task, at once and whatever becomes of this run; a run that is tried again does
   * it again, unless the call has an id of its own. Answers its id, which is listed among the
   * children of this task's result.
   */
  String enqueue(Call call);

  /**
   * Whether the run should end: its soft time limit has passed, its lease was lost, somebody
   * terminates it, or the worker stops now. The thread is interrupted too, once.
   */
  boolean isCancelled();

  /**
   * Whether the run is over for everybody but the task: its hard limit has passed, its lease was
   * lost, somebody terminated it, or the worker stops now. What the task still answers counts for
   * nothing; who started something outside shall end it at once.
   */
  boolean hasEnded();
}
