package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks at a schedule and steers it. */
@Command(
    name = "schedule",
    sortOptions = false,
    description = "Shows, checks and steers a schedule; next, validate and import need no Redis.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:wrong usage, wrong setting, wrong schedule",
      "3:no such entry",
      "69:Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq schedule validate             is schedule.yml right?",
      "  taskq schedule next -n 4            what comes next",
      "  taskq schedule ls                   what came last, and how it ended",
    })
public final class ScheduleCommand implements Runnable {

  @Spec private CommandSpec spec;

  private ScheduleCommand() {}

  /** The command with all its own. */
  public static CommandLine tree(CommandContext context) {
    return new CommandLine(new ScheduleCommand())
        .addSubcommand(new ScheduleLsCommand(context))
        .addSubcommand(new ScheduleNextCommand(context))
        .addSubcommand(new ScheduleValidateCommand(context))
        .addSubcommand(new ScheduleRunCommand(context))
        .addSubcommand(new SchedulePauseCommand(context))
        .addSubcommand(new ScheduleResumeCommand(context))
        .addSubcommand(new ScheduleHistoryCommand(context))
        .addSubcommand(new ScheduleBackfillCommand(context))
        .addSubcommand(new ScheduleImportCommand(context));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what: ls, next, validate, run, pause, resume, history, backfill or import");
  }
}
