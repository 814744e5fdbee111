package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks at dead letters, gives them back or deletes them. */
@Command(
    name = "dead",
    sortOptions = false,
    description = "Shows messages that could not be run, gives them back or deletes them.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:wrong usage or wrong setting",
      "3:no such dead letter",
      "69:Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq dead ls            all dead letters with their reasons",
      "  taskq dead requeue ID    runs it again",
      "  taskq dead drop --all -Q reports --dry-run",
    })
public final class DeadCommand implements Runnable {

  @Spec private CommandSpec spec;

  private DeadCommand() {}

  /** The command with all its own. */
  public static CommandLine tree(CommandContext context) {
    return new CommandLine(new DeadCommand())
        .addSubcommand(new DeadLsCommand(context))
        .addSubcommand(new DeadShowCommand(context))
        .addSubcommand(new DeadRequeueCommand(context))
        .addSubcommand(new DeadDropCommand(context));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what: ls, show, requeue or drop");
  }
}
