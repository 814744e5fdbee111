package io.taskq.cli.inspect;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.Output;
import io.taskq.cli.output.Table;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.node.Node;
import io.taskq.node.NodeRegistry;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows replies for people, grouped by node. */
final class ReplyText {

  private final CommandContext context;
  private final Output output;
  private final TaskRows rows;

  ReplyText(CommandContext context) {
    this.context = context;
    this.output = context.output();
    this.rows = new TaskRows(context.settings().hide(), context.clock().instant());
  }

  void show(Question question, SortedMap<String, Json> replies) {
    Map<String, Node> known = question == Question.ACTIVE ? known() : Map.of();
    replies.forEach(
        (node, reply) -> {
          if (reply.asObject().flatMap(object -> object.textOf("error")).isPresent()) {
            plain(node, reply);
          } else {
            one(question, node, reply, known);
          }
        });
  }

  private void one(Question question, String node, Json reply, Map<String, Node> known) {
    switch (question) {
      case ACTIVE -> tasks(node, objects(reply), "running", known);
      case RESERVED -> tasks(node, objects(reply), "reserved", known);
      case QUERY_TASK -> queried(node, reply.asObject().orElse(JsonObject.EMPTY));
      case REGISTERED -> list(node, reply, "task");
      case ACTIVE_QUEUES -> list(node, names(reply), "queue");
      case REVOKED -> list(node, reply, "revoked task");
      default -> plain(node, reply);
    }
  }

  private void tasks(String node, List<JsonObject> tasks, String how, Map<String, Node> known) {
    String slots =
        known.containsKey(node)
            ? ", %d of %d slots free"
                .formatted(free(known.get(node), tasks), known.get(node).slots())
            : "";
    output.line("%s: %s %s%s".formatted(node, tasks.isEmpty() ? "none" : tasks.size(), how, slots));
    if (!tasks.isEmpty()) {
      Table table = TaskRows.table();
      tasks.forEach(task -> table.row(rows.cells(task)));
      indented(table);
    }
  }

  private static int free(Node node, List<JsonObject> running) {
    // The registry is up to two seconds old; what the node has just said is newer.
    return Math.max(0, node.slots() - running.size());
  }

  private void queried(String node, JsonObject found) {
    output.line(node + ": " + counted(found.members().size(), "task") + " found");
    if (found.members().isEmpty()) {
      return;
    }
    Table table = TaskRows.tableWithState();
    found
        .members()
        .forEach(
            (id, pair) -> {
              JsonArray both = pair.asArray().orElse(JsonArray.EMPTY);
              if (both.size() == 2) {
                table.row(
                    rows.cellsWithState(
                        both.get(0).asText().orElse("?"),
                        both.get(1).asObject().orElse(JsonObject.EMPTY)));
              }
            });
    indented(table);
  }

  private void list(String node, Json reply, String thing) {
    JsonArray items = reply.asArray().orElse(JsonArray.EMPTY);
    output.line(node + ": " + counted(items.size(), thing));
    items.forEach(item -> output.line("  " + item.asText().orElseGet(item::text)));
  }

  /** The names alone: the rest means nothing on Redis. */
  private static Json names(Json queues) {
    return JsonArray.ofTexts(
        objects(queues).stream().map(queue -> queue.textOf("name").orElse("?")).toList());
  }

  private void plain(String node, Json reply) {
    boolean failed = reply.asObject().flatMap(object -> object.textOf("error")).isPresent();
    output.line(node + (failed ? ": ERROR" : ": OK"));
    Json shown = Masked.of(reply, context.settings().hide());
    Outline.of(shown).forEach(line -> output.line("  " + line));
  }

  private void indented(Table table) {
    table.lines().forEach(line -> output.line("  " + line));
  }

  private Map<String, Node> known() {
    return new NodeRegistry(context.redis(), context.keys())
        .live().stream().collect(Collectors.toMap(Node::name, Function.identity()));
  }

  private static List<JsonObject> objects(Json reply) {
    return reply.asArray().orElse(JsonArray.EMPTY).items().stream()
        .flatMap(item -> item.asObject().stream())
        .toList();
  }

  private static String counted(int count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }
}
