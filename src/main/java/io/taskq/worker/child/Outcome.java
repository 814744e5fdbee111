package io.taskq.worker.child;

import io.taskq.json.JavaValues;
import io.taskq.json.Json;
import io.taskq.state.Failure;
import io.taskq.task.Ignore;
import io.taskq.task.ProcessLost;
import io.taskq.task.Reject;
import io.taskq.task.Retry;
import io.taskq.task.RetryPolicy;
import io.taskq.task.Task;
import io.taskq.task.WrongArguments;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/** How the code of a task ended. */
public sealed interface Outcome {

  /** It returned that. */
  record Returned(Json value) implements Outcome {}

  /**
   * It threw.
   *
   * @param isFinal whether no further attempt can mend it
   */
  record Thrown(Failure failure, boolean isFinal) implements Outcome {}

  /**
   * It asked to be run again.
   *
   * @param delay how long from now; empty for as long as its policy says
   * @param most how many retries there may be; empty for as many as its policy says
   */
  record Again(Failure failure, Optional<Duration> delay, Optional<Integer> most)
      implements Outcome {}

  /** It is over, and nothing shall be told of it. */
  record Ignored(String why) implements Outcome {}

  /** It wants a person to look at its message. */
  record Rejected(Failure failure) implements Outcome {}

  /** The process that did the work is gone, and it said nothing. */
  record Died(String how) implements Outcome {}

  /** Runs the code of that task to its end, whatever it does. */
  static Outcome of(Task task, Callable<Object> code) {
    Object value;
    try {
      value = code.call();
    } catch (Throwable e) {
      return thrown(task, e);
    }
    try {
      return new Returned(JavaValues.toJson(value));
    } catch (IllegalArgumentException e) {
      return new Thrown(Failure.notWritable(e.getMessage()), true);
    }
  }

  private static Outcome thrown(Task task, Throwable thrown) {
    return switch (thrown) {
      case WrongArguments e -> new Thrown(Failure.of(e.of(task.name())), true);
      case ProcessLost e -> new Died(e.getMessage());
      case Retry e ->
          new Again(Failure.of(Objects.requireNonNullElse(e.getCause(), e)), e.delay(), e.most());
      case Ignore e -> new Ignored(e.getMessage());
      case Reject e -> new Rejected(Failure.of(e));
      default -> new Thrown(Failure.of(thrown), !worthAnother(task, thrown));
    };
  }

  /** A task without a policy of its own is retried for anything but what says it is final. */
  private static boolean worthAnother(Task task, Throwable thrown) {
    return task.options().retries().orElse(RetryPolicy.NEVER).isFor(thrown);
  }
}
