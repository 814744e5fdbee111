package io.taskq.cli.command;

import io.taskq.beat.Entry;
import io.taskq.beat.EntryState;
import io.taskq.cli.output.Remaining;
import io.taskq.cli.output.Table;
import io.taskq.json.JsonObject;
import io.taskq.text.Span;
import io.taskq.text.Visible;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry of a schedule as people see it.
 *
 * @param entry as it is in the file; empty when it is not there
 * @param result the state of the last run
 */
record EntryView(String name, Optional<Entry> entry, EntryState state, Optional<String> result) {

  private static final int WIDEST_NAME = 40;
  private static final int WIDEST_WHEN = 44;

  void row(Table table, Instant now) {
    table.row(
        Visible.cut(name, WIDEST_NAME),
        Visible.cut(entry.map(Entry::spec).orElse("-"), WIDEST_WHEN),
        next(now).map(at -> Remaining.words(Duration.between(now, at))).orElse("-"),
        state.ran().map(at -> ago(Duration.between(at, now))).orElse("-"),
        state.run().map(id -> result.orElse("-")).orElse("-"),
        remark());
  }

  private static String ago(Duration past) {
    return Span.of(past.isNegative() ? Duration.ZERO : past) + " ago";
  }

  /** Nothing comes of an entry that is paused, or gone. */
  private Optional<Instant> next(Instant now) {
    return state.paused().isPresent()
        ? Optional.empty()
        : entry.flatMap(known -> state.next(known, now));
  }

  /** What somebody should know about it. */
  private String remark() {
    if (entry.isEmpty()) {
      return "not in this file";
    }
    if (state.paused().isPresent()) {
      return state.note().isEmpty() ? "paused" : "paused: " + state.note();
    }
    if (state.waiting().isPresent()) {
      return "a slot waits for the last run";
    }
    if (entry.get().rules().limit().filter(limit -> state.count() >= limit).isPresent()) {
      return "over: fired %d times".formatted(state.count());
    }
    return state.isKnown() ? "" : "no beat has seen it";
  }

  JsonObject json(Instant now) {
    return JsonObject.builder()
        .put("entry", name)
        .put("task", entry.map(known -> known.sending().task()))
        .put("when", entry.map(Entry::spec))
        .put("in_words", entry.map(known -> known.schedule().words()))
        .put("in_file", entry.isPresent())
        .put("next", next(now).map(Object::toString))
        .put("last_slot", state.last().map(Object::toString))
        .put("last_run", state.ran().map(Object::toString))
        .put("last_id", state.run())
        .put("last_state", result)
        .put("fired", state.count())
        .put("waiting_slot", state.waiting().map(Object::toString))
        .put("paused", state.paused().isPresent())
        .put("paused_at", state.paused().map(Object::toString))
        .put("note", state.paused().map(since -> state.note()))
        .build();
  }
}
