package io.taskq.beat;

import io.taskq.config.ScheduleEntry;
import io.taskq.config.ScheduleFile;
import io.taskq.config.Timing;
import io.taskq.schedule.At;
import io.taskq.schedule.CronText;
import io.taskq.schedule.Crontab;
import io.taskq.schedule.Every;
import io.taskq.schedule.Schedule;
import io.taskq.schedule.WrongSchedule;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a beat fires.
 *
 * @param name of the beats that share it, when its file says one
 */
public record Plan(Optional<String> name, List<Entry> entries) {

  /**
   * The plan of a file.
   *
   * @throws io.taskq.error.TaskqException.Invalid when a time in it cannot be, naming its line
   */
  public static Plan of(ScheduleFile file) {
    return new Plan(file.name(), file.entries().stream().map(entry -> entry(file, entry)).toList());
  }

  private static Entry entry(ScheduleFile file, ScheduleEntry entry) {
    Timing timing = entry.timing();
    try {
      return new Entry(
          entry.name(),
          schedule(file, timing, entry.zone()),
          spec(timing, entry.zone()),
          entry.zone(),
          entry.sending(),
          entry.misfire(),
          entry.jitter());
    } catch (WrongSchedule e) {
      throw file.wrong(timing.line(), e.getMessage(), e.right());
    }
  }

  private static Schedule schedule(ScheduleFile file, Timing timing, ZoneId zone) {
    return switch (timing) {
      case Timing.Every every -> Every.of(every.interval());
      case Timing.Cron cron -> CronText.parse(cron.text(), zone);
      case Timing.At at -> At.parse(at.text(), zone);
      case Timing.Crontab crontab -> crontab(file, crontab, zone);
    };
  }

  private static Schedule crontab(ScheduleFile file, Timing.Crontab crontab, ZoneId zone) {
    Map<String, String> fields = new LinkedHashMap<>();
    crontab
        .fields()
        .forEach(
            (field, word) -> {
              try {
                // Each by itself first, so that the mistake is named with its own line.
                Crontab.of(Map.of(field, word.text()), zone);
              } catch (WrongSchedule e) {
                throw file.wrong(word.line(), e.getMessage(), e.right());
              }
              fields.put(field, word.text());
            });
    return Crontab.of(fields, zone);
  }

  private static String spec(Timing timing, ZoneId zone) {
    return switch (timing) {
      case Timing.Every every -> "every " + every.interval();
      case Timing.Cron cron -> "cron " + cron.text() + " " + zone;
      case Timing.At at -> "at " + at.text() + " " + zone;
      case Timing.Crontab crontab -> {
        Map<String, String> sorted = new TreeMap<>();
        crontab.fields().forEach((field, word) -> sorted.put(field, word.text()));
        yield "crontab " + sorted + " " + zone;
      }
    };
  }
}
