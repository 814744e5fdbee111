package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows versions and settings, for a bug report. */
@Command(
    name = "report",
    description = "Shows versions and every setting with its origin; secrets are masked.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:shown", "2:wrong usage or wrong setting"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq report         what to paste into a bug report",
      "  taskq report --json  the same for a program",
    })
public final class ReportCommand implements Callable<Integer> {

  private final CommandContext context;

  /** A command for this run. */
  public ReportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.settings();
    return 0;
  }
}
