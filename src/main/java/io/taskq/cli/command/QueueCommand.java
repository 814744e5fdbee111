package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks at queues, and stops and starts them. */
@Command(
    name = "queue",
    sortOptions = false,
    description = "Shows queues, and stops and starts handing out of them.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:wrong usage or wrong setting",
      "3:no such queue",
      "69:Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq queue ls          all queues",
      "  taskq queue show mail   one of them",
    })
public final class QueueCommand implements Runnable {

  @Spec private CommandSpec spec;

  private QueueCommand() {}

  /** The command with all its own. */
  public static CommandLine tree(CommandContext context) {
    return new CommandLine(new QueueCommand())
        .addSubcommand(new QueueLsCommand(context))
        .addSubcommand(new QueueShowCommand(context))
        .addSubcommand(new QueuePauseCommand(context))
        .addSubcommand(new QueueResumeCommand(context));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what: ls, show, pause or resume");
  }
}
