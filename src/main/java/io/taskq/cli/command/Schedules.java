package io.taskq.cli.command;

import io.taskq.beat.Plan;
import io.taskq.cli.option.CommandContext;
import io.taskq.config.ScheduleFile;
import io.taskq.config.SettingKeys;
import io.taskq.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds and reads the schedule the settings name. */
final class Schedules {

  private Schedules() {}

  /** What it says. */
  static Plan plan(CommandContext context) {
    return Plan.of(
        ScheduleFile.read(context.folder(), path(context), context.settings().timezone()));
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
