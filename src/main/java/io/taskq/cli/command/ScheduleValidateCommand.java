package io.taskq.cli.command;

import io.taskq.beat.Plan;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.ScheduleFlags;
import io.taskq.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says whether a schedule is right. */
@Command(
    name = "validate",
    sortOptions = false,
    description = "Reads a schedule as beat would, and names what is wrong.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it is right",
      "2:it is wrong: file, line, word, and what would be right",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq schedule validate",
      "  taskq schedule validate --schedule nightly.yml",
    })
public final class ScheduleValidateCommand implements Callable<Integer> {

  @Mixin private ScheduleFlags schedule;

  private final CommandContext context;

  /** A command for this run. */
  public ScheduleValidateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.settings(schedule.flags());
    Plan plan = Schedules.plan(context);
    String path = Schedules.path(context);
    int count = plan.entries().size();
    if (context.output().isJson()) {
      context.output().json(JsonObject.builder().put("file", path).put("entries", count).build());
    } else {
      context
          .output()
          .line("%s is right: %,d %s".formatted(path, count, count == 1 ? "entry" : "entries"));
    }
    return 0;
  }
}
