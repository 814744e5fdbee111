package io.taskq.cli.command;

import io.taskq.beat.Entry;
import io.taskq.beat.LivingSchedule;
import io.taskq.beat.Plan;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.ScheduleFlags;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The entry of a schedule a command means. */
final class EntryChoice {

  @Parameters(paramLabel = "ENTRY", description = "Name of the entry.")
  private String wanted;

  @Mixin private ScheduleFlags schedule;

  /** Finds it in the schedule the settings name, or refuses. */
  Chosen in(CommandContext context) {
    context.settings(schedule.flags());
    Plan plan = Schedules.plan(context);
    return new Chosen(plan, Schedules.entry(context, plan, wanted));
  }

  /** An entry, and the plan it is from. */
  record Chosen(Plan plan, Entry entry) {

    /** The plan as beats have it in Redis. */
    LivingSchedule living(CommandContext context) {
      return Schedules.living(context, Schedules.name(context, plan));
    }
  }
}
