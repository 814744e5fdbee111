package io.taskq.worker.child;

import io.taskq.json.JavaValues;
import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import io.taskq.state.Failure;
import io.taskq.task.FinalFailure;
import io.taskq.task.ProcessLost;
import io.taskq.task.Task;
import io.taskq.task.WrongArguments;
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

  /** The process that did the work is gone, and it said nothing. */
  record Died(String how) implements Outcome {}

  /** Runs the code of that task to its end, whatever it does. */
  static Outcome of(Task task, Callable<Object> code) {
    Object value;
    try {
      value = code.call();
    } catch (WrongArguments e) {
      return new Thrown(Failure.of(e.of(task.name())), true);
    } catch (ProcessLost e) {
      return new Died(e.getMessage());
    } catch (Throwable e) {
      return new Thrown(Failure.of(e), e instanceof FinalFailure);
    }
    try {
      return new Returned(JavaValues.toJson(value));
    } catch (IllegalArgumentException e) {
      return new Thrown(Failure.notWritable(e.getMessage()), true);
    }
  }

  /** As it travels. */
  default JsonObject json() {
    return switch (this) {
      case Returned(Json value) -> JsonObject.builder().put("value", value).build();
      case Thrown(Failure failure, boolean isFinal) ->
          JsonObject.builder()
              .put("failure", failure.toJson())
              .put("traceback", failure.traceback())
              .put("final", isFinal)
              .build();
      case Died(String how) -> JsonObject.builder().put("died", how).build();
    };
  }

  /** Reads what has travelled. */
  static Outcome of(JsonObject json) {
    if (json.has("value")) {
      return new Returned(json.get("value"));
    }
    if (json.has("died")) {
      return new Died(json.textOf("died").orElseThrow());
    }
    Failure failure = Failure.fromJson(json.get("failure"), json.textOf("traceback"));
    return new Thrown(failure, json.get("final").asBoolean().orElse(false));
  }
}
