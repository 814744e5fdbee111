package io.taskq.config;

import io.taskq.error.TaskqException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A schedule file that was read.
 *
 * @param path the file as it is shown to people
 * @param name of the beats that share it; empty when the file names none
 */
public record ScheduleFile(String path, Optional<String> name, List<ScheduleEntry> entries) {

  /**
   * Reads the file, or refuses it as a whole.
   *
   * @param zone of entries that name none, in a file that names none
   * @throws TaskqException.Invalid naming line, word, and what would be right
   */
  public static ScheduleFile read(Path folder, String path, ZoneId zone) {
    String text = FileText.read(folder, path, "the schedule", "Give another with --schedule FILE.");
    return new ScheduleReader(file(path)).read(text, zone);
  }

  /** Reads a text as if it were that file. */
  public static ScheduleFile parse(String path, String text, ZoneId zone) {
    return new ScheduleReader(file(path)).read(text, zone);
  }

  /** The answer to a mistake in this file. */
  public TaskqException.Invalid wrong(int line, String why, String right) {
    return file(path).wrong(line, why, right);
  }

  private static YamlFile file(String path) {
    return new YamlFile(path, "a schedule");
  }
}
