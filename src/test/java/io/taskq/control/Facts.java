package io.taskq.control;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.redis.RedisUrl;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The facts of a worker that runs one task of sixty seconds, as the captured one does. */
final class Facts {

  static final Instant STARTED = Instant.parse("2030-01-01T00:00:00Z");

  static final TaskInfo NAP =
      new TaskInfo(
          "bbbbbbbb-0000-0000-0000-000000000001",
          "tasks.nap",
          "tasks.nap",
          JsonArray.of(Json.of(60)),
          JsonObject.EMPTY,
          1,
          "celery",
          0,
          Optional.of(Instant.ofEpochSecond(1795249927, 241_487_300)),
          false);

  private Facts() {}

  static WorkerFacts of(String node) {
    return running(node, NAP);
  }

  static WorkerFacts running(String node, TaskInfo... tasks) {
    return new WorkerFacts(
        node,
        964,
        STARTED,
        "threads",
        () -> 2,
        Optional::empty,
        List::of,
        () -> List.of("celery"),
        RedisUrl.parse("redis://me:secret@127.0.0.1:7391/5"),
        Set.of("password"),
        () -> List.of(tasks),
        () -> Map.of("tasks.add", 16L),
        () ->
            List.of(
                new RegisteredTask(
                    "tasks.limited", Map.of("rate_limit", "10/m", "max_retries", "3")),
                new RegisteredTask("celery.chord", Map.of()),
                new RegisteredTask("tasks.add", Map.of("max_retries", "3"))),
        () -> List.of("aaaaaaaa-0000-0000-0000-000000000001"),
        () -> JsonObject.builder().put("timezone", "UTC").build());
  }
}
