package io.taskq.beat;

import io.taskq.error.TaskqException;
import io.taskq.text.Visible;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a beat says: one line for each slot, and what went another way than planned. Above a hundred
 * slots a second the rest is only counted. Used by one thread.
 */
final class BeatLog {

  private static final int MOST_LINES_A_SECOND = 100;
  private static final int MOST_NAMES = 5;

  private final String name;
  private final Consumer<String> info;
  private final Consumer<String> warning;
  private long second;
  private int lines;
  private int unsaid;
  private Duration latest = Duration.ZERO;

  BeatLog(String name, Consumer<String> info, Consumer<String> warning) {
    this.name = name;
    this.info = info;
    this.warning = warning;
  }

  void standing(String how) {
    info.accept(Visible.of("schedule %s: this beat %s".formatted(name, how)));
  }

  void otherPlan() {
    warn(
        ("schedule %s: the beat that leads has another schedule under this name; which of the two"
                + " is fired depends on who leads: give all the same file, or another name")
            .formatted(name));
  }

  void notTaken(TaskqException.Invalid wrong) {
    warn(
        "the schedule was changed and is not taken, the old one stays: %s. %s"
            .formatted(wrong.getMessage(), wrong.hint()));
  }

  void warn(String text) {
    warning.accept(Visible.of(text));
  }

  /**
   * Tells that a slot was fired.
   *
   * @param when it was; empty when that is not known
   */
  void fired(Shot shot, Optional<Instant> when) {
    Entry entry = shot.course().entry();
    Duration late =
        when.map(now -> Duration.between(entry.due(shot.slot()), now)).orElse(Duration.ZERO);
    if (mayBeSaid(when, late)) {
      String lateness = when.isPresent() ? "  %d ms late".formatted(late.toMillis()) : "";
      info.accept(
          Visible.of(
              "%s  %s  %s[%s]%s"
                  .formatted(
                      entry.name(),
                      shot.slot(),
                      entry.sending().task(),
                      shot.target().taskId(),
                      lateness)));
    }
  }

  private boolean mayBeSaid(Optional<Instant> when, Duration late) {
    when.ifPresent(this::tick);
    lines++;
    if (lines <= MOST_LINES_A_SECOND) {
      return true;
    }
    unsaid++;
    latest = late.compareTo(latest) > 0 ? late : latest;
    return false;
  }

  /** Says how many were not said in the second that is over. */
  void tick(Instant now) {
    if (now.getEpochSecond() == second) {
      return;
    }
    if (unsaid > 0) {
      info.accept(
          "%,d slots more in that second, at most %d ms late (above 100 only their count)"
              .formatted(unsaid, latest.toMillis()));
    }
    second = now.getEpochSecond();
    lines = 0;
    unsaid = 0;
    latest = Duration.ZERO;
  }

  void again(Entry entry, Instant slot) {
    info.accept(Visible.of("%s  %s  had been fired before".formatted(entry.name(), slot)));
  }

  void paused(Entry entry, Instant slot) {
    info.accept(
        Visible.of(
            "%s  %s  is left out, like those after it: paused".formatted(entry.name(), slot)));
  }

  void skipped(Entry entry, Instant slot, String run) {
    info.accept(
        Visible.of(
            "%s  %s  is left out: the run %s is not over".formatted(entry.name(), slot, run)));
  }

  void waits(Entry entry, Instant slot, String run) {
    info.accept(Visible.of("%s  %s  waits for the run %s".formatted(entry.name(), slot, run)));
  }

  /** Tells how the plan differs from the one before. */
  void adopted(Plan before, Plan now) {
    Map<String, String> old = prints(before);
    Map<String, String> fresh = prints(now);
    info.accept(
        Visible.of(
            "schedule %s was read again: %,d entries%s%s%s"
                .formatted(
                    name,
                    now.entries().size(),
                    names("new", now, entry -> !old.containsKey(entry)),
                    names(
                        "changed",
                        now,
                        entry ->
                            old.containsKey(entry) && !old.get(entry).equals(fresh.get(entry))),
                    names("gone", before, entry -> !fresh.containsKey(entry)))));
  }

  private static Map<String, String> prints(Plan plan) {
    Map<String, String> prints = new HashMap<>();
    plan.entries().forEach(entry -> prints.put(entry.name(), entry.fingerprint()));
    return prints;
  }

  private static String names(String what, Plan plan, Predicate<String> which) {
    List<String> names = plan.entries().stream().map(Entry::name).filter(which).toList();
    if (names.isEmpty()) {
      return "";
    }
    String shown = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)));
    int more = names.size() - MOST_NAMES;
    return "; %s: %s%s".formatted(what, shown, more > 0 ? " and " + more + " more" : "");
  }

  void missed(Entry entry, Due due) {
    String since = "%s: slots from %s on were missed".formatted(entry.name(), due.missed().get());
    warning.accept(Visible.of(since + ", " + what(entry, due)));
  }

  private static String what(Entry entry, Due due) {
    String old =
        entry
            .rules()
            .misfire()
            .catchup()
            .map(Duration::toSeconds)
            .map(" and not older than %d s"::formatted)
            .orElse("");
    return switch (entry.rules().misfire().policy()) {
      case SKIP -> "none is made up for";
      case ONCE ->
          due.slots().isEmpty() ? "all are older than its catchup" : "the last one is fired now";
      case ALL -> "those up to " + due.done() + old + " are fired now";
    };
  }
}
