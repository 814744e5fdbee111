package io.taskq.beat;

import io.taskq.config.Bounds;
import io.taskq.config.ScheduleEntry;
import io.taskq.config.ScheduleFile;
import io.taskq.config.Timing;
import io.taskq.config.Timing.Word;
import io.taskq.schedule.At;
import io.taskq.schedule.CronText;
import io.taskq.schedule.Crontab;
import io.taskq.schedule.DaysOff;
import io.taskq.schedule.Every;
import io.taskq.schedule.Schedule;
import io.taskq.schedule.Within;
import io.taskq.schedule.WrongSchedule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Turns the times of an entry into slots; a wrong one is named with its own line. */
final class Times {

  private final ScheduleFile file;
  private final ScheduleEntry entry;
  private final ZoneId zone;
  private final Map<String, Schedule> known;

  /**
   * The times of an entry.
   *
   * @param known cron texts that were read before, in their zones
   */
  Times(ScheduleFile file, ScheduleEntry entry, Map<String, Schedule> known) {
    this.file = file;
    this.entry = entry;
    this.zone = entry.zone();
    this.known = known;
  }

  Schedule schedule() {
    Schedule schedule =
        switch (entry.timing()) {
          case Timing.Every every -> Every.of(every.interval());
          case Timing.Cron cron -> cron(cron.text());
          case Timing.At at -> At.parse(at.text(), zone);
          case Timing.Crontab crontab -> crontab(crontab);
        };
    Bounds bounds = entry.bounds();
    if (bounds.isOpen()) {
      return schedule;
    }
    Optional<Instant> start = bounds.start().map(word -> read(word, text -> At.from(text, zone)));
    Optional<Instant> end = bounds.end().map(word -> read(word, text -> At.until(text, zone)));
    List<DaysOff> excluded =
        bounds.exclude().stream().map(word -> read(word, DaysOff::parse)).toList();
    return bounds
        .end()
        .or(bounds::start)
        .or(() -> bounds.exclude().stream().findFirst())
        .map(word -> read(word, w -> Within.of(schedule, start, end, excluded, zone)))
        .orElse(schedule);
  }

  private Schedule cron(String text) {
    return known.computeIfAbsent(zone + " " + text, key -> CronText.parse(text, zone));
  }

  private Schedule crontab(Timing.Crontab crontab) {
    Map<String, String> fields = new LinkedHashMap<>();
    crontab
        .fields()
        .forEach(
            (field, word) -> {
              // Each by itself first, so that the mistake is named with its own line.
              read(word, text -> Crontab.of(Map.of(field, text), zone));
              fields.put(field, word.text());
            });
    return Crontab.of(fields, zone);
  }

  private <T> T read(Word word, Function<String, T> reader) {
    try {
      return reader.apply(word.text());
    } catch (WrongSchedule e) {
      throw file.wrong(word.line(), e.getMessage(), e.right());
    }
  }
}
