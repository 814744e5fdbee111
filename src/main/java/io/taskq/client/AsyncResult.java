package io.taskq.client;

import io.taskq.json.JavaValues;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import io.taskq.result.TaskResult;
import io.taskq.state.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * What becomes of one task. Holds nothing but its id: each question asks Redis. Thread-safe.
 *
 * <pre>{@code
 * AsyncResult sum = taskq.enqueue("add", 2, 3);
 * try {
 *   Object five = sum.get(Duration.ofSeconds(10));
 * } catch (TaskFailed e) {
 *   log(e.type(), e.text());                      // what the task threw
 * } catch (TimeoutException e) {
 *   log(sum.state());                             // still to come
 * }
 * }</pre>
 */
public final class AsyncResult {

  private final String id;
  private final Results results;

  AsyncResult(String id, Results results) {
    this.id = id;
    this.results = results;
  }

  /** The task's id. */
  public String id() {
    return id;
  }

  /** Where it stands. PENDING also when nothing is known of it, or its result has expired. */
  public TaskState state() {
    return results.find(id).map(TaskResult::state).orElse(TaskState.PENDING);
  }

  /** Whether it is over, one way or the other. */
  public boolean isReady() {
    return state().isReady();
  }

  /** How far it is, if it says so itself. */
  public Optional<Progress> progress() {
    return results
        .find(id)
        .filter(result -> result.status().equals("PROGRESS"))
        .flatMap(result -> result.result().asObject())
        .map(Progress::of);
  }

  /**
   * How far a task is.
   *
   * @param percent 0 to 100
   * @param text what it does at the moment
   */
  public record Progress(double percent, String text) {

    private static Progress of(JsonObject meta) {
      Object percent = JavaValues.toJava(meta.get("percent"));
      return new Progress(
          percent instanceof Number number ? number.doubleValue() : 0,
          meta.textOf("text").orElse(""));
    }
  }

  /**
   * Its value, as null, String, Long, BigInteger, Double, Boolean, List or Map. Waits for it, and
   * is woken when it is there.
   *
   * @throws TaskFailed when it failed or was revoked
   * @throws TimeoutException when it is not over in that time
   */
  public Object get(Duration longest) throws InterruptedException, TimeoutException {
    TaskResult result =
        results
            .await(id, longest)
            .orElseThrow(
                () ->
                    new TimeoutException(id + " is not over after " + longest.toMillis() + " ms"));
    if (result.state() != TaskState.SUCCESS) {
      throw new TaskFailed(result);
    }
    return JavaValues.toJava(result.result());
  }

  /** Removes what is stored about it. Answers whether anything was. */
  public boolean forget() {
    return results.forget(id);
  }

  /** Keeps it from starting, whichever worker meets it. What runs already goes on. */
  public void revoke() {
    results.revoke(id);
  }

  /** The tasks that it enqueued, or that followed it. */
  public List<AsyncResult> children() {
    return results.find(id).map(TaskResult::children).flatMap(Json::asArray).stream()
        .flatMap(children -> ids(children).stream())
        .map(child -> new AsyncResult(child, results))
        .toList();
  }

  /** Celery has each as {@code [[id, parent], children of a group]}. */
  private static List<String> ids(JsonArray children) {
    List<String> ids = new ArrayList<>();
    for (Json child : children) {
      child
          .asArray()
          .flatMap(pair -> first(pair).asArray())
          .flatMap(self -> first(self).asText())
          .ifPresent(ids::add);
    }
    return ids;
  }

  private static Json first(JsonArray some) {
    return some.size() == 0 ? JsonNull.NULL : some.get(0);
  }

  @Override
  public String toString() {
    return id;
  }
}
