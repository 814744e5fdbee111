package io.taskq.cli.command;

import io.taskq.beat.Entry;
import io.taskq.beat.Plan;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.ScheduleFlags;
import io.taskq.cli.output.Output;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the slots that come. */
@Command(
    name = "next",
    sortOptions = false,
    description = {
      "Shows the next slots of a schedule, of all entries or of one, in order.",
      "",
      "Intervals are counted from now: when they really began is known to Redis alone."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:shown",
      "2:wrong usage, wrong setting, wrong schedule",
      "3:no such entry",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq schedule next -n 4",
      "  taskq schedule next nightly-report --from 2026-10-24T00:00:00",
      "  taskq schedule next --json           one line a slot",
    })
public final class ScheduleNextCommand implements Callable<Integer> {

  @Parameters(arity = "0..1", paramLabel = "ENTRY", description = "Only this entry.")
  private String wanted;

  @Mixin private ScheduleFlags schedule;

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      description = "How many slots (default: 10).")
  private int count = 10;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Slots after this time instead of now.")
  private String from;

  private final CommandContext context;

  /** A command for this run. */
  public ScheduleNextCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.settings(schedule.flags());
    Instant now = context.clock().instant();
    Instant start = start().orElse(now);
    List<Entry> entries =
        entries(Schedules.plan(context)).stream().map(entry -> entry.anchoredAt(start)).toList();
    List<NextSlot> slots = NextSlot.after(start, entries, count);
    Output output = context.output();
    if (output.isJson()) {
      slots.forEach(slot -> output.json(slot.json()));
      return 0;
    }
    if (wanted != null) {
      output.talk(wanted + ": " + entries.getFirst().schedule().words());
    }
    if (entries.stream().anyMatch(entry -> entry.schedule().isFloating())) {
      output.talk(
          "intervals are counted from %s; when they began is known to Redis"
              .formatted(from == null ? "now" : from));
    }
    if (slots.isEmpty()) {
      output.talk("nothing comes any more");
    } else {
      output.table(NextSlot.table(slots, now, context.settings().hide()));
    }
    return 0;
  }

  private Optional<Instant> start() {
    return Optional.ofNullable(from).map(text -> Schedules.time(context, "--from", text));
  }

  private List<Entry> entries(Plan plan) {
    if (wanted == null) {
      return plan.entries();
    }
    return List.of(Schedules.entry(context, plan, wanted));
  }
}
