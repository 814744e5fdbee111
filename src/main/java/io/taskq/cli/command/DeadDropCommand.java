package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes dead letters. */
@Command(
    name = "drop",
    sortOptions = false,
    description = "Deletes dead letters. There is no way back; their results stay.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:deleted",
      "2:wrong usage or wrong setting",
      "3:no such dead letter",
      "69:Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq dead drop ID                  this one",
      "  taskq dead drop --all --dry-run     which ones all would be",
      "  taskq dead drop --where 'age>30d'   what is older than a month",
    })
public final class DeadDropCommand implements Callable<Integer> {

  @Mixin private LetterChoice letters;

  private final CommandContext context;

  /** A command for this run. */
  public DeadDropCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    return letters.apply(context, "dropped", context.broker().queues()::drop);
  }
}
