package io.taskq.beat;

import io.taskq.text.Visible;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** What a beat says: one line for each slot, and what went another way than planned. */
final class BeatLog {

  private final String name;
  private final Consumer<String> info;
  private final Consumer<String> warning;

  BeatLog(String name, Consumer<String> info, Consumer<String> warning) {
    this.name = name;
    this.info = info;
    this.warning = warning;
  }

  void standing(String how) {
    info.accept(Visible.of("schedule %s: this beat %s".formatted(name, how)));
  }

  void fired(Entry entry, Instant slot, String taskId) {
    info.accept(
        Visible.of("%s  %s  %s[%s]".formatted(entry.name(), slot, entry.sending().task(), taskId)));
  }

  void again(Entry entry, Instant slot) {
    info.accept(Visible.of("%s  %s  had been fired before".formatted(entry.name(), slot)));
  }

  void missed(Entry entry, Due due) {
    String since = "%s: slots from %s on were missed".formatted(entry.name(), due.missed().get());
    warning.accept(Visible.of(since + ", " + what(entry, due)));
  }

  private static String what(Entry entry, Due due) {
    String old =
        entry
            .misfire()
            .catchup()
            .map(Duration::toSeconds)
            .map(" and not older than %d s"::formatted)
            .orElse("");
    return switch (entry.misfire().policy()) {
      case SKIP -> "none is made up for";
      case ONCE ->
          due.slots().isEmpty() ? "all are older than its catchup" : "the last one is fired now";
      case ALL -> "those up to " + due.done() + old + " are fired now";
    };
  }
}
