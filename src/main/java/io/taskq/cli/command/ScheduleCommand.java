package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks at a schedule. */
@Command(
    name = "schedule",
    sortOptions = false,
    description = "Checks a schedule and shows what it will fire; needs no Redis.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:wrong usage, wrong setting, wrong schedule",
      "3:no such entry",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq schedule validate             is schedule.yml right?",
      "  taskq schedule next -n 4            what comes next",
    })
public final class ScheduleCommand implements Runnable {

  @Spec private CommandSpec spec;

  private ScheduleCommand() {}

  /** The command with all its own. */
  public static CommandLine tree(CommandContext context) {
    return new CommandLine(new ScheduleCommand())
        .addSubcommand(new ScheduleNextCommand(context))
        .addSubcommand(new ScheduleValidateCommand(context));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what: next or validate");
  }
}
