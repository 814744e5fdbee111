package io.taskq.cli.command;

import io.taskq.broker.QueueStats;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.node.Node;
import java.util.List;
import java.util.Locale;

/**
 * A queue as people see it.
 *
 * @param workers the names of the nodes that consume it
 */
record QueueView(QueueStats stats, List<String> workers) {

  static QueueView of(QueueStats stats, List<Node> nodes) {
    return new QueueView(
        stats,
        nodes.stream().filter(node -> node.consumes(stats.queue())).map(Node::name).toList());
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  boolean isEmpty() {
    return total() == 0 && stats.paused().isEmpty() && workers.isEmpty();
  }

  private long total() {
    return stats.readyTotal() + stats.delayed() + stats.leased() + stats.dead();
  }

  /** How long the oldest ready message has waited. */
  String oldest() {
    return "-";
  }

  /** What somebody should know about it. */
  String remark() {
    if (stats.paused().isPresent()) {
      String note = stats.paused().get();
      return note.isEmpty() ? "paused" : "paused: " + note;
    }
    return workers.isEmpty() && stats.readyTotal() > 0 ? "no worker consumes it" : "";
  }

  JsonObject json() {
    return JsonObject.builder()
        .put("queue", stats.queue())
        .put("ready", stats.readyTotal())
        .put(
            "ready_by_priority",
            new JsonArray(stats.ready().stream().map(QueueView::json).toList()))
        .put("delayed", stats.delayed())
        .put("leased", stats.leased())
        .put("dead", stats.dead())
        .put("paused", stats.paused().isPresent())
        .put("note", stats.paused())
        .put("workers", JsonArray.ofTexts(workers))
        .build();
  }

  private static Json json(long number) {
    return Json.of(number);
  }
}
