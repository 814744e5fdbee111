package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stops handing out of a queue. */
@Command(
    name = "pause",
    sortOptions = false,
    description = "Stops handing out of a queue; what runs goes on.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:wrong usage or wrong setting",
      "69:Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq queue pause mail                  one queue",
      "  taskq queue pause mail --broker URL     of another Redis",
    })
public final class QueuePauseCommand implements Callable<Integer> {

  @Parameters(paramLabel = "QUEUE", description = "Name of the queue.")
  private String queue;

  @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "Why.")
  private String note;

  private final CommandContext context;

  /** A command for this run. */
  public QueuePauseCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    boolean changed = context.broker().queues().pause(queue, note);
    context.output().talk(changed ? "paused" : "it was paused before");
    return 0;
  }
}
