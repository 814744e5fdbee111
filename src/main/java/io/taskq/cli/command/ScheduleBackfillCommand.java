package io.taskq.cli.command;

import io.taskq.beat.Entry;
import io.taskq.beat.EntryState;
import io.taskq.beat.Extras;
import io.taskq.beat.LivingSchedule;
import io.taskq.beat.PastSlot;
import io.taskq.beat.Plan;
import io.taskq.cli.option.CommandContext;
import io.taskq.cli.option.ScheduleFlags;
import io.taskq.cli.output.Output;
import io.taskq.error.TaskqException;
import io.taskq.json.JsonObject;
import io.taskq.message.RandomId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Enqueues slots of an entry that are over. */
@Command(
    name = "backfill",
    sortOptions = false,
    description = {
      "Enqueues the slots of an entry between two times, both included, each with its own id.",
      "",
      "Slots that were fired, as far as that is known, are left out: the last 50, those of the last"
          + " two minutes, and those whose result is kept. A repeat within a day enqueues none"
          + " twice."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:wrong usage, wrong setting, wrong schedule",
      "3:no such entry",
      "4:more slots than --most",
      "69:Redis is unreachable",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  taskq schedule backfill nightly-report --from 2026-12-01T00:00:00 --dry-run",
      "  taskq schedule backfill hourly --from 2026-12-01T06:00:00 --to 2026-12-01T12:00:00",
    })
public final class ScheduleBackfillCommand implements Callable<Integer> {

  private static final int KEPT = 50;

  @Parameters(paramLabel = "ENTRY", description = "Name of the entry.")
  private String wanted;

  @Option(names = "--from", paramLabel = "TIME", required = true, description = "The first slot.")
  private String from;

  @Option(names = "--to", paramLabel = "TIME", description = "The last slot (default: now).")
  private String to;

  @Option(names = "--dry-run", description = "Only say which.")
  private boolean dryRun;

  @Option(names = "--again", description = "Those that were fired too, under new ids.")
  private boolean again;

  @Option(
      names = "--most",
      paramLabel = "N",
      description = "Refuse to enqueue more than so many (default: 1000).")
  private int most = 1000;

  @Mixin private ScheduleFlags schedule;

  private final CommandContext context;

  /** A command for this run. */
  public ScheduleBackfillCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.settings(schedule.flags());
    Plan plan = Schedules.plan(context);
    Entry known = Schedules.entry(context, plan, wanted);
    LivingSchedule living = Schedules.living(context, Schedules.name(context, plan));
    Instant now = context.redis().time();
    Entry entry = anchored(known, living);
    List<Instant> slots = slots(entry, now);
    Extras extras = Schedules.extras(context, plan);
    Set<Instant> fired =
        living.history(wanted, KEPT).stream()
            .filter(slot -> slot.taskId().isPresent() && slot.what() != PastSlot.What.RUN)
            .map(PastSlot::slot)
            .collect(Collectors.toSet());
    int enqueued = 0;
    for (Instant slot : slots) {
      enqueued += enqueue(extras, entry, slot, fired, now) ? 1 : 0;
    }
    String done = dryRun ? "would be enqueued" : "enqueued";
    context
        .output()
        .talk("%,d %s, %,d had been before".formatted(enqueued, done, slots.size() - enqueued));
    return 0;
  }

  private static Entry anchored(Entry entry, LivingSchedule living) {
    if (!entry.schedule().isFloating()) {
      return entry;
    }
    EntryState state = living.states(List.of(entry.name())).getFirst();
    return entry.anchoredAt(
        state
            .anchor()
            .orElseThrow(
                () ->
                    new TaskqException.Invalid(
                        "cannot backfill " + entry.name(),
                        "no beat has seen it, so nobody knows where its interval began",
                        "Start a beat, or give the entry a start.")));
  }

  private List<Instant> slots(Entry entry, Instant now) {
    Instant last = to == null ? now : Schedules.time(context, "--to", to);
    if (last.isAfter(now)) {
      throw new TaskqException.Invalid(
          "cannot backfill " + wanted, "--to lies ahead", "What comes is fired by beat.");
    }
    List<Instant> slots = new ArrayList<>();
    Optional<Instant> slot =
        entry.schedule().next(Schedules.time(context, "--from", from).minusMillis(1));
    while (slot.isPresent() && !slot.get().isAfter(last)) {
      slots.add(slot.get());
      if (slots.size() > most) {
        throw new TaskqException.Refused(
            "nothing was enqueued",
            "there are more than %,d slots in that time".formatted(most),
            "Give a shorter time, or --most with a greater number.");
      }
      slot = entry.schedule().next(slot.get());
    }
    return slots;
  }

  private boolean enqueue(
      Extras extras, Entry entry, Instant slot, Set<Instant> fired, Instant now) {
    Optional<String> another = again ? Optional.of(RandomId.next()) : Optional.empty();
    String id = another.orElseGet(() -> extras.idOf(entry, slot));
    boolean isKnown = !again && (fired.contains(slot) || context.results().get(id).isPresent());
    boolean enqueued = !isKnown && (dryRun || extras.backfill(entry, slot, now, another));
    Output output = context.output();
    if (output.isJson()) {
      output.json(
          JsonObject.builder()
              .put("entry", entry.name())
              .put("slot", slot.toString())
              .put("id", id)
              .put("enqueued", enqueued && !dryRun)
              .put("already_known", !enqueued)
              .build());
    } else if (enqueued) {
      output.line(slot + "  " + id);
    }
    return enqueued;
  }
}
