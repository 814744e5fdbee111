package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Hands out of a queue again. */
@Command(
    name = "resume",
    sortOptions = false,
    description = "Hands out of a queue again.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:wrong usage or wrong setting",
      "69:Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq queue resume mail                  one queue",
      "  taskq queue resume mail --broker URL     of another Redis",
    })
public final class QueueResumeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "QUEUE", description = "Name of the queue.")
  private String queue;

  private final CommandContext context;

  /** A command for this run. */
  public QueueResumeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    boolean changed = context.broker().queues().resume(queue);
    context.output().talk(changed ? "resumed" : "it was not paused");
    return 0;
  }
}
