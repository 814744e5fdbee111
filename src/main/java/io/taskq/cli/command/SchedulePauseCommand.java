package io.taskq.cli.command;

import io.taskq.cli.option.CommandContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Leaves out the slots of an entry. */
@Command(
    name = "pause",
    sortOptions = false,
    description = {
      "Leaves out the slots of an entry from now on, until it is resumed.",
      "",
      "It holds for every beat of the schedule, also for those that start later. What was enqueued"
          + " before is run."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it is paused",
      "2:wrong usage, wrong setting, wrong schedule",
      "3:no such entry",
      "69:Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq schedule pause nightly-report --note 'the disk is full'",
      "  taskq schedule pause nightly-report --schedule nightly.yml",
    })
public final class SchedulePauseCommand implements Callable<Integer> {

  @Mixin private EntryChoice choice;

  @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "Why.")
  private String note;

  private final CommandContext context;

  /** A command for this run. */
  public SchedulePauseCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    EntryChoice.Chosen chosen = choice.in(context);
    boolean changed = chosen.living(context).pause(chosen.entry().name(), note);
    context.output().talk(changed ? "paused" : "it was paused before; the note is the new one");
    return 0;
  }
}
