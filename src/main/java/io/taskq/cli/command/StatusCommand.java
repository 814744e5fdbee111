package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.NodeOptions;
import io.taskq.cli.output.Output;
import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import io.taskq.node.Node;
import io.taskq.node.NodeRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows which nodes are alive. */
@Command(
    name = "status",
    sortOptions = false,
    description = "Shows which workers, taskq's and Celery's, reply, and which have gone silent.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:at least one node replied",
      "2:wrong usage or wrong setting",
      "69:Redis is unreachable, or no node replied",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq status                     all nodes",
      "  taskq status -d worker1@alpha    one node",
    })
public final class StatusCommand implements Callable<Integer> {

  @Mixin private NodeOptions nodes;

  private final CommandContext context;

  /** A command for this run. */
  public StatusCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Set<String> replied = nodes.askQuietly(context, "ping", JsonObject.EMPTY).keySet();
    List<Node> silent = silent(replied);
    Output output = context.output();
    output.talk("broker " + BrokerCommand.described(context.settings()));
    if (output.isJson()) {
      output.json(json(replied, silent));
    } else {
      text(output, replied, silent);
    }
    if (replied.isEmpty()) {
      throw nodes.nobody();
    }
    return 0;
  }

  /** The nodes that Redis knows of and that did not reply: frozen, or killed a moment ago. */
  private List<Node> silent(Set<String> replied) {
    return new NodeRegistry(context.redis(), context.keys())
        .all().stream()
            .filter(node -> !replied.contains(node.name()))
            .filter(node -> nodes.isFor(node.name()))
            .toList();
  }

  private void text(Output output, Set<String> replied, List<Node> silent) {
    Instant now = context.redis().time();
    replied.forEach(node -> output.line(node + ": OK"));
    silent.forEach(
        node ->
            output.line(
                "%s: no reply, last seen %d s ago"
                    .formatted(node.name(), node.silence(now).toSeconds())));
    if (!replied.isEmpty()) {
      output.line("");
      output.line(replied.size() + (replied.size() == 1 ? " node" : " nodes") + " online.");
    }
  }

  private Json json(Set<String> replied, List<Node> silent) {
    Instant now = context.redis().time();
    JsonObject.Builder all = JsonObject.builder();
    replied.forEach(node -> all.put(node, JsonObject.builder().put("ok", "pong").build()));
    silent.forEach(
        node ->
            all.put(
                node.name(),
                JsonObject.builder()
                    .put("error", "no reply")
                    .put("silent_seconds", node.silence(now).toMillis() / 1000.0)
                    .build()));
    return all.build();
  }
}
