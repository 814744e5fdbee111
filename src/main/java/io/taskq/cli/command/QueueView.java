package io.taskq.cli.command;

import io.taskq.broker.QueueStats;
import io.taskq.cli.option.CommandContext;
import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNull;
import io.taskq.json.JsonObject;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Undecodable;
import io.taskq.node.Node;
import io.taskq.text.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A queue as people see it.
 *
 * @param oldest for how long the oldest ready message waits, where its sender said when it was sent
 * @param workers the names of the nodes that consume it
 */
record QueueView(QueueStats stats, Optional<Duration> oldest, List<String> workers) {

  static QueueView of(QueueStats stats, List<Node> nodes, CommandContext context) {
    MessageCodec codec = context.codec();
    Instant now = context.clock().instant();
    return new QueueView(
        stats,
        stats.heads().stream()
            .flatMap(raw -> readySince(codec, raw).stream())
            .min(Comparator.naturalOrder())
            .map(since -> Duration.between(since, now))
            .map(age -> age.isNegative() ? Duration.ZERO : age),
        nodes.stream().filter(node -> node.consumes(stats.queue())).map(Node::name).toList());
  }

  /** Of a delayed message the wait begins when it is due. A broken one has no known age. */
  private static Optional<Instant> readySince(MessageCodec codec, String raw) {
    try {
      Message message = codec.decode(raw);
      return message
          .sent()
          .map(sent -> message.eta().filter(eta -> eta.isAfter(sent)).orElse(sent));
    } catch (Undecodable e) {
      return Optional.empty();
    }
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

  String age() {
    return oldest.map(Span::of).orElse("-");
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
        .put(
            "oldest_seconds",
            oldest.<Json>map(age -> Json.of(age.toMillis() / 1000.0)).orElse(JsonNull.NULL))
        .put("paused", stats.paused().isPresent())
        .put("note", stats.paused())
        .put("workers", JsonArray.ofTexts(workers))
        .build();
  }

  private static Json json(long number) {
    return Json.of(number);
  }
}
