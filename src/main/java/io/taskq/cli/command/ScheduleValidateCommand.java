package io.taskq.cli.command;

import io.taskq.beat.Entry;
import io.taskq.beat.Plan;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.ScheduleFlags;
import io.taskq.cli.output.Output;
import io.taskq.cli.output.Table;
import io.taskq.json.JsonObject;
import io.taskq.text.Visible;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says whether a schedule is right. */
@Command(
    name = "validate",
    sortOptions = false,
    description = {
      "Reads a schedule as beat would, and names what is wrong.",
      "",
      "Of a right one it says in words when each entry is due: is that what was meant?"
    },
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

  private static final int WIDEST_NAME = 30;
  private static final int WIDEST_WHEN = 68;

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
    Output output = context.output();
    if (output.isJson()) {
      JsonObject.Builder when = JsonObject.builder();
      plan.entries().forEach(entry -> when.put(entry.name(), entry.schedule().words()));
      output.json(
          JsonObject.builder()
              .put("file", path)
              .put("entries", count)
              .put("when", when.build())
              .build());
      return 0;
    }
    output.line("%s is right: %,d %s".formatted(path, count, count == 1 ? "entry" : "entries"));
    if (count > 0) {
      output.table(table(plan));
    }
    return 0;
  }

  private static Table table(Plan plan) {
    Table table = new Table("ENTRY", "WHEN");
    for (Entry entry : plan.entries()) {
      table.row(
          Visible.cut(entry.name(), WIDEST_NAME),
          Visible.cut(entry.schedule().words(), WIDEST_WHEN));
    }
    return table;
  }
}
