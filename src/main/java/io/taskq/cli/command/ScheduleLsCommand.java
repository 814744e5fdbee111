package io.taskq.cli.command;

import io.taskq.beat.Entry;
import io.taskq.beat.EntryState;
import io.taskq.beat.LivingSchedule;
import io.taskq.beat.Plan;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.ScheduleFlags;
import io.taskq.cli.output.Output;
import io.taskq.cli.output.Table;
import io.taskq.json.JsonArray;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the entries of a schedule with where they stand. */
@Command(
    name = "ls",
    sortOptions = false,
    description = {
      "Lists the entries of a schedule: when, what comes next, what came last and how it ended.",
      "",
      "Entries that beats have and the file has not are listed too, and said to be so."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:shown",
      "2:wrong usage, wrong setting, wrong schedule",
      "69:Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq schedule ls",
      "  taskq schedule ls --json      the same for a program",
    })
public final class ScheduleLsCommand implements Callable<Integer> {

  @Mixin private ScheduleFlags schedule;

  private final CommandContext context;

  /** A command for this run. */
  public ScheduleLsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.settings(schedule.flags());
    Plan plan = Schedules.plan(context);
    LivingSchedule living = Schedules.living(context, Schedules.name(context, plan));
    Instant now = context.redis().time();
    List<EntryView> views = views(plan, living);
    Output output = context.output();
    if (living.leader().isEmpty()) {
      output.talk("no beat leads: nothing is fired");
    }
    if (output.isJson()) {
      output.json(new JsonArray(List.copyOf(views.stream().map(v -> v.json(now)).toList())));
    } else {
      Table table = new Table("ENTRY", "WHEN", "NEXT", "LAST", "RESULT", "");
      views.forEach(view -> view.row(table, now));
      output.table(table);
    }
    return 0;
  }

  private List<EntryView> views(Plan plan, LivingSchedule living) {
    List<String> names = new ArrayList<>(plan.entries().stream().map(Entry::name).toList());
    living.names().stream().filter(name -> plan.entry(name).isEmpty()).forEach(names::add);
    List<EntryState> states = living.states(names);
    List<EntryView> views = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      EntryState state = states.get(i);
      Optional<Entry> entry =
          i < plan.entries().size() ? Optional.of(plan.entries().get(i)) : Optional.empty();
      views.add(new EntryView(names.get(i), entry, state, state.run().flatMap(this::outcome)));
    }
    return views;
  }

  private Optional<String> outcome(String id) {
    return context.results().get(id).map(result -> result.status());
  }
}
