package io.taskq.cli.command;

import io.taskq.broker.QueueStats;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.output.Output;
import io.taskq.error.TaskqException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one queue. */
@Command(
    name = "show",
    sortOptions = false,
    description = "Shows what a queue holds, and who consumes it.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:shown",
      "2:wrong usage or wrong setting",
      "3:no such queue",
      "69:Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq queue show celery         the usual queue",
      "  taskq queue show mail --json    the same for a program",
    })
public final class QueueShowCommand implements Callable<Integer> {

  @Parameters(paramLabel = "QUEUE", description = "Name of the queue.")
  private String queue;

  private final CommandContext context;

  /** A command for this run. */
  public QueueShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    QueueView view =
        QueueView.of(context.broker().queues().stats(queue), context.nodes().live(), context);
    if (view.isEmpty() && !context.broker().queues().names().contains(queue)) {
      throw new TaskqException.NotFound(
          "there is no queue " + queue, "nothing was ever enqueued there", "See: taskq queue ls");
    }
    Output output = context.output();
    if (output.isJson()) {
      output.json(view.json());
    } else {
      show(output, view);
    }
    return 0;
  }

  private static void show(Output output, QueueView view) {
    QueueStats stats = view.stats();
    output.line(stats.queue());
    output.line("  ready    " + QueueView.count(stats.readyTotal()));
    output.line("  delayed  " + QueueView.count(stats.delayed()));
    output.line("  leased   " + QueueView.count(stats.leased()));
    output.line("  dead     " + QueueView.count(stats.dead()));
    output.line("  oldest   " + view.age());
    output.line(
        "  workers  " + (view.workers().isEmpty() ? "-" : String.join(" ", view.workers())));
    if (!view.remark().isEmpty()) {
      output.line("  " + view.remark());
    }
  }
}
