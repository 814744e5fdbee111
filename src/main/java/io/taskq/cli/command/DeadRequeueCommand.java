package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gives dead letters back to their queues. */
@Command(
    name = "requeue",
    sortOptions = false,
    description = "Gives dead letters back to their queues, their deliveries counted anew.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:given back",
      "2:wrong usage or wrong setting",
      "3:no such dead letter",
      "69:Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq dead requeue ID ID            these two",
      "  taskq dead requeue --all -Q mail    all of one queue",
      "  taskq dead requeue --where 'task=send_mail and reason~timeout' --dry-run",
    })
public final class DeadRequeueCommand implements Callable<Integer> {

  @Mixin private LetterChoice letters;

  private final CommandContext context;

  /** A command for this run. */
  public DeadRequeueCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    return letters.apply(context, "requeued", context.broker().queues()::requeue);
  }
}
