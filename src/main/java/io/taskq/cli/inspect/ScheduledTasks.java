package io.taskq.cli.inspect;

import io.taskq.broker.Delayed;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.NodeOptions;
import io.taskq.cli.output.Output;
import io.taskq.cli.output.Remaining;
import io.taskq.cli.output.Table;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Undecodable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What waits for its time. taskq's delayed tasks are in Redis and no node's; Celery's workers keep
 * theirs in memory and are asked.
 */
final class ScheduledTasks {

  private static final int MOST_OF_A_QUEUE = 1_000;

  private final CommandContext context;
  private final NodeOptions nodes;
  private final TaskRows rows;
  private final MessageCodec codec;

  ScheduledTasks(CommandContext context, NodeOptions nodes) {
    this.context = context;
    this.nodes = nodes;
    this.codec = context.codec();
    this.rows = new TaskRows(context.settings().hide(), context.clock().instant());
  }

  /** Shows them and answers the exit code. */
  int show(From from) {
    boolean looks = from.looksIntoRedis() && nodes.isForAll();
    List<Delayed> delayed =
        looks
            ? context.broker().queues().names().stream()
                .flatMap(queue -> next(queue).stream())
                .toList()
            : List.of();
    SortedMap<String, Json> replies =
        from.asksNodes()
            ? nodes.askQuietly(context, "scheduled", JsonObject.EMPTY)
            : new TreeMap<>();
    if (replies.isEmpty() && delayed.isEmpty() && from != From.REDIS) {
      throw nodes.nobody();
    }
    List<JsonObject> ours = delayed.stream().map(this::entry).toList();
    if (context.output().isJson()) {
      if (looks) {
        replies.put(From.REDIS_NAME, new JsonArray(List.<Json>copyOf(ours)));
      }
      context.output().json(Masked.of(new JsonObject(replies), context.settings().hide()));
    } else {
      Instant now = context.redis().time();
      if (looks) {
        text(From.REDIS_NAME, ours, now);
      }
      replies.forEach((node, reply) -> text(node, objects(reply), now));
    }
    return 0;
  }

  /** What is due next of a queue; says so when there is more. */
  private List<Delayed> next(String queue) {
    List<Delayed> next = context.broker().queues().delayed(queue, MOST_OF_A_QUEUE + 1);
    if (next.size() <= MOST_OF_A_QUEUE) {
      return next;
    }
    context
        .output()
        .warn(
            "queue %s: only the next %,d are shown; taskq queue show %s counts all"
                .formatted(queue, MOST_OF_A_QUEUE, queue));
    return next.subList(0, MOST_OF_A_QUEUE);
  }

  private void text(String node, List<JsonObject> entries, Instant now) {
    Output output = context.output();
    output.line("%s: %s scheduled".formatted(node, entries.isEmpty() ? "none" : entries.size()));
    if (entries.isEmpty()) {
      return;
    }
    Table table = new Table("ID", "TASK", "ARGS", ">DUE");
    entries.forEach(
        entry -> {
          String[] cells = rows.cells(entry.get("request").asObject().orElse(JsonObject.EMPTY));
          table.row(cells[0], cells[1], cells[2], due(entry, now));
        });
    table.lines().forEach(line -> output.line("  " + line));
  }

  private static String due(JsonObject entry, Instant now) {
    Optional<Instant> due = entry.textOf("eta").flatMap(ScheduledTasks::moment);
    return due.map(then -> Remaining.words(Duration.between(now, then)))
        .orElseGet(() -> entry.textOf("eta").orElse("-"));
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** In the shape of a Celery worker's reply. */
  private JsonObject entry(Delayed delayed) {
    JsonObject.Builder request = JsonObject.builder();
    int priority = 0;
    try {
      Message message = codec.decode(delayed.raw());
      priority = message.route().priority();
      request
          .put("id", message.id())
          .put("name", message.task())
          .put("args", (Json) message.args())
          .put("kwargs", (Json) message.kwargs())
          .put("attempt", message.attempt());
    } catch (Undecodable e) {
      request.put("id", e.taskId()).put("name", e.task());
    }
    request.put("delivery_info", (Json) route(delayed, priority));
    return JsonObject.builder()
        .put("eta", delayed.due().toString())
        .put("priority", priority)
        .put("request", (Json) request.put("time_start", JsonNull.NULL).build())
        .build();
  }

  private static JsonObject route(Delayed delayed, int priority) {
    return JsonObject.builder()
        .put("exchange", "")
        .put("routing_key", delayed.queue())
        .put("priority", priority)
        .build();
  }

  private static List<JsonObject> objects(Json reply) {
    return reply.asArray().orElse(JsonArray.EMPTY).items().stream()
        .flatMap(item -> item.asObject().stream())
        .toList();
  }
}
