package io.taskq.cli.option;

import io.taskq.config.Flag;
import io.taskq.config.SettingKeys;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which schedule. */
public final class ScheduleFlags {

  @Option(
      names = {"-s", "--schedule"},
      paramLabel = "FILE",
      description = "The schedule: here, or beside the settings (default: schedule.yml).")
  private String schedule;

  /** The settings among these options that were given. */
  public List<Flag> flags() {
    List<Flag> flags = new ArrayList<>();
    if (schedule != null) {
      flags.add(new Flag(SettingKeys.BEAT_SCHEDULE, "--schedule", schedule));
    }
    return flags;
  }
}
