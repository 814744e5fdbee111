package io.taskq.cli.command;

import io.taskq.beat.BeatSetup;
import io.taskq.beat.Entry;
import io.taskq.beat.Extras;
import io.taskq.beat.LivingSchedule;
import io.taskq.beat.Plan;
import io.taskq.beat.PlanFile;
import io.taskq.cli.option.CommandContext;
import io.taskq.config.Nearest;
import io.taskq.config.ScheduleFile;
import io.taskq.config.SettingKeys;
import io.taskq.config.Settings;
import io.taskq.error.TaskqException;
import io.taskq.message.IsoTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds and reads the schedule the settings name. */
final class Schedules {

  private static final int NEAR = 3;
  private static final int MOST_NAMES = 20;

  private Schedules() {}

  /** What it says. */
  static Plan plan(CommandContext context) {
    return Plan.of(
        ScheduleFile.read(context.folder(), path(context), context.settings().timezone()));
  }

  /** The same, to be read again when it changes. */
  static PlanFile watched(CommandContext context) {
    return new PlanFile(context.folder().resolve(path(context)), () -> plan(context));
  }

  /** The file and how much it holds, for a banner. */
  static String described(CommandContext context, Plan plan) {
    int count = plan.entries().size();
    return "%s, %,d %s".formatted(path(context), count, count == 1 ? "entry" : "entries");
  }

  /** The name under which beats share a leader: the settings', unless only the file says one. */
  static String name(CommandContext context) {
    Settings settings = context.settings();
    String usual = settings.beat().name();
    boolean isThere = Files.exists(context.folder().resolve(path(context)));
    return settings.names(SettingKeys.BEAT_NAME) || !isThere
        ? usual
        : plan(context).name().orElse(usual);
  }

  /** As beats have it in Redis. */
  static LivingSchedule living(CommandContext context, String name) {
    return new LivingSchedule(context.redis(), context.keys(), name);
  }

  /** The name under which beats share a leader for this plan. */
  static String name(CommandContext context, Plan plan) {
    return BeatSetup.name(context.settings(), plan);
  }

  /** Enqueues what people ask for. */
  static Extras extras(CommandContext context, Plan plan) {
    String name = name(context, plan);
    return new Extras(
        living(context, name),
        context.broker(),
        context.settings(),
        context.codec(),
        name,
        Host.name(context.environment()));
  }

  /** A time that was typed. */
  static Instant time(CommandContext context, String option, String text) {
    return IsoTime.parse(text, context.settings().timezone())
        .orElseThrow(
            () ->
                new TaskqException.Invalid(
                    "cannot read " + option,
                    "\"" + text + "\" is not a time",
                    "Give it as 2030-01-31T08:30:00+08:00."));
  }

  /** The entry of that name, in the file. */
  static Entry entry(CommandContext context, Plan plan, String wanted) {
    return plan.entry(wanted).orElseThrow(() -> unknown(context, plan, wanted));
  }

  private static TaskqException.NotFound unknown(CommandContext context, Plan plan, String wanted) {
    List<String> names = plan.entries().stream().map(Entry::name).toList();
    String known = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)));
    return new TaskqException.NotFound(
        "there is no entry " + wanted,
        path(context) + " does not have it",
        Nearest.to(wanted, names, NEAR)
            .map(near -> "Did you mean " + near + "?")
            .orElse("It has: " + known + (names.size() > MOST_NAMES ? ", …" : ".")));
  }

  /** The file as it is shown: as it was named, or where it lies beside the settings. */
  static String path(CommandContext context) {
    Settings settings = context.settings();
    String named = settings.beat().schedule();
    if (Files.exists(context.folder().resolve(named))) {
      return named;
    }
    return settings
        .file()
        .flatMap(file -> Optional.ofNullable(Path.of(file).getParent()))
        .map(folder -> folder.resolve(named))
        .filter(beside -> Files.exists(context.folder().resolve(beside)))
        .map(Path::toString)
        .orElse(named);
  }
}
