package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Fires an entry again. */
@Command(
    name = "resume",
    sortOptions = false,
    description = "Fires a paused entry again, from its next slot on; what was left out stays out.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it is fired",
      "2:wrong usage, wrong setting, wrong schedule",
      "3:no such entry",
      "69:Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq schedule resume nightly-report",
      "  taskq schedule backfill nightly-report --from 2026-12-01    what was left out",
    })
public final class ScheduleResumeCommand implements Callable<Integer> {

  @Mixin private EntryChoice choice;

  private final CommandContext context;

  /** A command for this run. */
  public ScheduleResumeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    EntryChoice.Chosen chosen = choice.in(context);
    boolean changed = chosen.living(context).resume(chosen.entry().name());
    context.output().talk(changed ? "resumed" : "it was not paused");
    return 0;
  }
}
