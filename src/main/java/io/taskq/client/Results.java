package io.taskq.client;

import io.taskq.broker.Revokes;
import io.taskq.control.Audience;
import io.taskq.control.ControlClient;
import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import io.taskq.redis.Keys;
import io.taskq.result.ResultStore;
import io.taskq.result.TaskResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a client knows of its tasks. Thread-safe. */
record Results(
    ResultStore store,
    Keys keys,
    Notices notices,
    Revokes revokes,
    ControlClient control,
    Again again) {

  Optional<TaskResult> find(String taskId) {
    return again.ask(() -> store.get(taskId));
  }

  /** What it was when it was over; empty when it is not in that time. */
  Optional<TaskResult> await(String taskId, Duration longest) throws InterruptedException {
    Optional<TaskResult> now = ended(taskId);
    if (now.isPresent()) {
      return now;
    }
    long start = System.nanoTime();
    try (Notices.Place place = notices.place(keys.result(taskId))) {
      for (Duration left = longest; now.isEmpty() && left.isPositive(); ) {
        place.await(left);
        now = ended(taskId);
        left = longest.minusNanos(System.nanoTime() - start);
      }
    }
    return now;
  }

  private Optional<TaskResult> ended(String taskId) {
    return find(taskId).filter(result -> result.state().isReady());
  }

  boolean forget(String taskId) {
    return again.ask(() -> store.forget(taskId));
  }

  /** In Redis for the workers of taskq, and said aloud for those of Celery. */
  void revoke(String taskId) {
    again.ask(() -> revokes.revoke(List.of(taskId)));
    JsonObject arguments = JsonObject.builder().put("task_id", Json.of(taskId)).build();
    control.tell("revoke", arguments, Audience.EVERYBODY);
  }
}
