package io.taskq.control;

import io.taskq.json.Hiding;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonNumber;
import io.taskq.json.JsonObject;
import io.taskq.message.PythonRepr;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A task that a node holds, as {@code inspect active} and {@code query_task} tell of it.
 *
 * @param id the task id
 * @param name what the task is shown as
 * @param type its registered name
 * @param attempt 1 for the first
 * @param queue where it came from
 * @param started when it began to run, absent before
 * @param redelivered whether it was handed out before
 */
public record TaskInfo(
    String id,
    String name,
    String type,
    JsonArray args,
    JsonObject kwargs,
    int attempt,
    String queue,
    int priority,
    Optional<Instant> started,
    boolean redelivered) {

  /** The same with the values of these keyword arguments replaced by stars. */
  public TaskInfo hiding(Set<String> names) {
    Hiding hiding = new Hiding(names);
    return new TaskInfo(
        id,
        name,
        type,
        hiding.mask(args),
        hiding.mask(kwargs),
        attempt,
        queue,
        priority,
        started,
        redelivered);
  }

  /**
   * In Celery's shape, with the attempt added.
   *
   * @param node the name of the node that holds the task
   * @param pid of the process it runs in
   * @param asText whether the arguments are to be texts as Python writes them
   */
  JsonObject json(String node, long pid, boolean asText) {
    return JsonObject.builder()
        .put("id", id)
        .put("name", name)
        .put("args", asText ? Json.of(PythonRepr.ofArgs(args)) : args)
        .put("kwargs", asText ? Json.of(PythonRepr.of(kwargs)) : kwargs)
        .put("type", type)
        .put("hostname", node)
        .put("time_start", started.map(TaskInfo::seconds).orElse(JsonNull.NULL))
        // Late ack is ours and no client's concern: to Celery's tools a started task is taken.
        .put("acknowledged", started.isPresent())
        .put("delivery_info", deliveryInfo())
        .put("worker_pid", started.map(then -> Json.of(pid)).orElse(JsonNull.NULL))
        .put("attempt", attempt)
        .build();
  }

  private JsonObject deliveryInfo() {
    return JsonObject.builder()
        .put("exchange", "")
        .put("routing_key", queue)
        .put("priority", priority)
        .put("redelivered", redelivered)
        .build();
  }

  private static Json seconds(Instant then) {
    long micros = then.getEpochSecond() * 1_000_000 + then.getNano() / 1_000;
    return new JsonNumber(BigDecimal.valueOf(micros, 6).toPlainString());
  }
}
