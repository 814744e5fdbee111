package io.taskq.cli.command;

import io.taskq.broker.QueueStats;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.Output;
import io.taskq.cli.output.Table;
import io.taskq.json.JsonArray;
import io.taskq.node.Node;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the queues. */
@Command(
    name = "ls",
    sortOptions = false,
    description = "Lists all queues with what they hold.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:shown",
      "2:wrong usage or wrong setting",
      "69:Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq queue ls         what waits where",
      "  taskq queue ls --json  the same for a program",
    })
public final class QueueLsCommand implements Callable<Integer> {

  private final CommandContext context;

  /** A command for this run. */
  public QueueLsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    TreeSet<String> names = new TreeSet<>(context.broker().queues().names());
    names.add(context.settings().defaultQueue());
    List<Node> nodes = context.nodes().live();
    List<QueueView> views =
        names.stream()
            .map(name -> QueueView.of(context.broker().queues().stats(name), nodes, context))
            .toList();
    Output output = context.output();
    if (output.isJson()) {
      output.json(new JsonArray(List.copyOf(views.stream().map(QueueView::json).toList())));
    } else {
      output.table(table(views));
    }
    return 0;
  }

  private static Table table(List<QueueView> views) {
    Table table =
        new Table("QUEUE", ">READY", ">DELAYED", ">LEASED", ">DEAD", ">OLDEST", ">WORKERS", "");
    for (QueueView view : views) {
      QueueStats stats = view.stats();
      table.row(
          stats.queue(),
          QueueView.count(stats.readyTotal()),
          QueueView.count(stats.delayed()),
          QueueView.count(stats.leased()),
          QueueView.count(stats.dead()),
          view.age(),
          QueueView.count(view.workers().size()),
          view.remark());
    }
    return table;
  }
}
