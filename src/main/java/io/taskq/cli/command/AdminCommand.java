package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is rarely needed, and worth a second thought. */
@Command(
    name = "admin",
    sortOptions = false,
    description = "What is rarely needed, and worth a second thought.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:wrong usage or wrong setting", "69:Redis is unreachable"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq admin adopt-unacked --dry-run         what workers of Celery held when they died",
      "  taskq admin adopt-unacked --older-than 2h   takes it over",
    })
public final class AdminCommand implements Runnable {

  @Spec private CommandSpec spec;

  private AdminCommand() {}

  /** The command with all its own. */
  public static CommandLine tree(CommandContext context) {
    return new CommandLine(new AdminCommand()).addSubcommand(new AdoptUnackedCommand(context));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what: adopt-unacked");
  }
}
