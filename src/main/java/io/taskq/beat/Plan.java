package io.taskq.beat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskq.config.ScheduleEntry;
import io.taskq.config.ScheduleFile;
import io.taskq.loop.Abreast;
import io.taskq.schedule.Schedule;
import io.taskq.schedule.WrongSchedule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

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
    // Of ten thousand entries most share their times with others.
    Map<String, Schedule> known = new ConcurrentHashMap<>();
    return new Plan(file.name(), Abreast.map(file.entries(), entry -> entry(file, entry, known)));
  }

  private static Entry entry(ScheduleFile file, ScheduleEntry entry, Map<String, Schedule> known) {
    try {
      return new Entry(
          entry.name(),
          new Times(file, entry, known).schedule(),
          Spec.of(entry),
          entry.zone(),
          entry.sending(),
          new Entry.Rules(
              entry.misfire(), entry.overlap(), entry.jitter(), entry.bounds().limit()));
    } catch (WrongSchedule e) {
      throw file.wrong(entry.timing().line(), e.getMessage(), e.right());
    }
  }

  /** The entry of that name. */
  public Optional<Entry> entry(String entry) {
    return entries.stream().filter(each -> each.name().equals(entry)).findFirst();
  }

  /** Tells one plan from another: all beats of a name should have the same. */
  String fingerprint() {
    String all = String.join("\n\n", Abreast.map(entries, Entry::fingerprint));
    return UUID.nameUUIDFromBytes(all.getBytes(UTF_8)).toString();
  }
}
