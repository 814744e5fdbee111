package io.taskq.cli.inspect;

import io.taskq.broker.Found;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.NodeOptions;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Undecodable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what is known of a task. */
final class TaskSearch {

  private final CommandContext context;
  private final NodeOptions nodes;
  private final From from;

  TaskSearch(CommandContext context, NodeOptions nodes, From from) {
    this.context = context;
    this.nodes = nodes;
    this.from = from;
  }

  /** Nodes are asked first: what one runs may be over a moment later, and then has a result. */
  TaskFacts facts(String id) {
    Optional<TaskFacts.Running> running = from.asksNodes() ? running(id) : Optional.empty();
    if (!from.looksIntoRedis()) {
      return new TaskFacts(id, Optional.empty(), Optional.empty(), Optional.empty(), running);
    }
    MessageCodec codec = context.codec();
    Optional<Found> found =
        context
            .broker()
            .queues()
            .find(id, raw -> decode(codec, raw).filter(m -> m.id().equals(id)).isPresent());
    return new TaskFacts(
        id,
        context.results().get(id),
        found,
        found.flatMap(message -> decode(codec, message.raw())),
        running);
  }

  private Optional<TaskFacts.Running> running(String id) {
    JsonObject ids = JsonObject.builder().put("ids", JsonArray.ofTexts(List.of(id))).build();
    Map<String, Json> replies = nodes.askQuietly(context, "query_task", ids);
    return replies.entrySet().stream().flatMap(reply -> running(id, reply).stream()).findFirst();
  }

  private static Optional<TaskFacts.Running> running(String id, Map.Entry<String, Json> reply) {
    return reply
        .getValue()
        .asObject()
        .flatMap(found -> found.get(id).asArray())
        .filter(pair -> pair.size() == 2 && pair.get(0).equals(Json.of("active")))
        .flatMap(pair -> pair.get(1).asObject())
        .map(task -> new TaskFacts.Running(reply.getKey(), task));
  }

  private static Optional<Message> decode(MessageCodec codec, String raw) {
    try {
      return Optional.of(codec.decode(raw));
    } catch (Undecodable notOurs) {
      return Optional.empty();
    }
  }
}
