package io.taskq.cli.command;

import io.taskq.beat.Entry;
import io.taskq.cli.output.Remaining;
import io.taskq.cli.output.Table;
import io.taskq.config.Sending;
import io.taskq.json.JsonObject;
import io.taskq.message.PythonRepr;
import io.taskq.text.Visible;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * A slot that comes.
 *
 * @param nth which one of its entry; the first is 1
 */
record NextSlot(Entry entry, Instant at, int nth) {

  private static final int WIDEST_TASK = 40;
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm:ss", Locale.ENGLISH);

  /** The next ones of all entries, in order. */
  static List<NextSlot> after(Instant start, List<Entry> entries, int count) {
    PriorityQueue<NextSlot> next = new PriorityQueue<>(Comparator.comparing(NextSlot::at));
    entries.forEach(entry -> add(next, entry, start, 1));
    List<NextSlot> slots = new ArrayList<>();
    while (slots.size() < count && !next.isEmpty()) {
      NextSlot slot = next.remove();
      slots.add(slot);
      add(next, slot.entry, slot.at, slot.nth + 1);
    }
    return slots;
  }

  /** Of an entry with a limit as many as if it began now: how many there were, Redis knows. */
  private static void add(Collection<NextSlot> slots, Entry entry, Instant after, int nth) {
    if (entry.rules().limit().map(limit -> nth <= limit).orElse(true)) {
      entry.schedule().next(after).ifPresent(at -> slots.add(new NextSlot(entry, at, nth)));
    }
  }

  JsonObject json() {
    return JsonObject.builder()
        .put("entry", entry.name())
        .put("at", at.toString())
        .put("local", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(entry.zone())))
        .put("task", entry.sending().task())
        .build();
  }

  static Table table(List<NextSlot> slots, Instant now, List<String> hide) {
    Table table = new Table("ENTRY", "WHEN", "", "TASK");
    for (NextSlot slot : slots) {
      table.row(
          slot.entry.name(),
          words(Duration.between(now, slot.at)),
          local(slot.at.atZone(slot.entry.zone())),
          Visible.cut(call(slot.entry.sending(), Set.copyOf(hide)), WIDEST_TASK));
    }
    return table;
  }

  private static String local(ZonedDateTime time) {
    ZoneId zone = time.getZone();
    String place = zone.getId().substring(zone.getId().lastIndexOf('/') + 1).replace('_', ' ');
    return LOCAL.format(time) + " " + place;
  }

  private static String words(Duration left) {
    return left.isNegative() ? "past" : Remaining.words(left);
  }

  /** The task with its arguments, as one would type them in Python. */
  private static String call(Sending sending, Set<String> hidden) {
    StringBuilder call = new StringBuilder(sending.task());
    sending.args().forEach(arg -> call.append(' ').append(PythonRepr.of(arg, hidden)));
    sending
        .kwargs()
        .members()
        .forEach(
            (name, value) ->
                call.append(' ')
                    .append(name)
                    .append('=')
                    .append(hidden.contains(name) ? "'***'" : PythonRepr.of(value, hidden)));
    return call.toString();
  }
}
