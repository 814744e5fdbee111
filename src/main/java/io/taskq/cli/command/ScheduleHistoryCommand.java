package io.taskq.cli.command;

import io.taskq.beat.PastSlot;
import io.taskq.beat.Plan;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.ScheduleFlags;
import io.taskq.cli.output.Output;
import io.taskq.cli.output.Table;
import io.taskq.error.TaskqException;
import io.taskq.json.JsonObject;
import io.taskq.text.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what became of the slots of an entry. */
@Command(
    name = "history",
    sortOptions = false,
    description = {
      "Shows what became of the slots of an entry, the latest first; the last 50 are kept.",
      "",
      "An entry that is in the file no more can be looked at for 90 days."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:shown",
      "2:wrong usage, wrong setting, wrong schedule",
      "3:no such entry",
      "69:Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq schedule history nightly-report",
      "  taskq schedule history nightly-report -n 1 --json",
    })
public final class ScheduleHistoryCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ENTRY", description = "Name of the entry.")
  private String wanted;

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      description = "How many (default: 10).")
  private int count = 10;

  @Mixin private ScheduleFlags schedule;

  private final CommandContext context;

  /** A command for this run. */
  public ScheduleHistoryCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.settings(schedule.flags());
    if (count < 1) {
      throw new TaskqException.Invalid(
          "cannot show so many", "--count is " + count, "Give 1 or more.");
    }
    Plan plan = Schedules.plan(context);
    List<PastSlot> past =
        Schedules.living(context, Schedules.name(context, plan)).history(wanted, count);
    if (past.isEmpty()) {
      Schedules.entry(context, plan, wanted);
    }
    Output output = context.output();
    if (output.isJson()) {
      past.forEach(slot -> output.json(json(slot)));
    } else if (past.isEmpty()) {
      output.talk("nothing happened so far");
    } else {
      output.table(table(past));
    }
    return 0;
  }

  private Table table(List<PastSlot> past) {
    Instant now = context.redis().time();
    Table table = new Table("SLOT", "WHAT", "WHEN", ">LATE", "STATE", "ID OR REASON");
    for (PastSlot slot : past) {
      boolean isDue = slot.what() == PastSlot.What.FIRED;
      table.row(
          slot.slot().toString(),
          word(slot),
          Span.of(Duration.between(slot.at(), now)) + " ago",
          isDue ? Duration.between(slot.slot(), slot.at()).toMillis() + " ms" : "-",
          state(slot).orElse("-"),
          detail(slot));
    }
    return table;
  }

  private static String detail(PastSlot slot) {
    return switch (slot.what()) {
      case SKIPPED -> "not over: " + slot.detail();
      case WAITS -> "for the end of " + slot.detail();
      default -> slot.detail();
    };
  }

  private JsonObject json(PastSlot slot) {
    return JsonObject.builder()
        .put("entry", wanted)
        .put("slot", slot.slot().toString())
        .put("what", word(slot))
        .put("at", slot.at().toString())
        .put("id", slot.taskId())
        .put("state", state(slot))
        .put("reason", slot.taskId().isPresent() ? Optional.empty() : Optional.of(slot.detail()))
        .build();
  }

  private Optional<String> state(PastSlot slot) {
    return slot.taskId()
        .map(id -> context.results().get(id).map(result -> result.status()).orElse("no result"));
  }

  private static String word(PastSlot slot) {
    return slot.what().name().toLowerCase(Locale.ROOT);
  }
}
