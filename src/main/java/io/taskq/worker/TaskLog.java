package io.taskq.worker;

import io.taskq.text.Visible;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a worker says of its tasks: two lines each, or, above a hundred tasks a second, one line a
 * second and task. A log that writes more than anyone can read costs more than the work it tells
 * of. Thread-safe.
 */
final class TaskLog {

  private static final int MOST_LINES_A_SECOND = 200;
  private static final int LONGEST_VALUE = 120;

  private final Consumer<String> info;
  private final Consumer<String> warning;
  private final Map<String, int[]> sums = new TreeMap<>();
  private int lines;
  private boolean summing;

  TaskLog(Consumer<String> info, Consumer<String> warning) {
    this.info = info;
    this.warning = warning;
  }

  void received(Run run) {
    line(run, 0, info, () -> "received");
  }

  void succeeded(Run run, Duration took, String value) {
    line(
        run,
        1,
        info,
        () -> "succeeded in %s: %s".formatted(seconds(took), Visible.cut(value, LONGEST_VALUE)));
  }

  void retried(Run run, Duration took, String retry, String reason) {
    line(
        run,
        2,
        warning,
        () ->
            "failed in %s, %s: %s"
                .formatted(seconds(took), retry, Visible.cut(reason, LONGEST_VALUE)));
  }

  void failed(Run run, Duration took, String reason) {
    line(
        run,
        2,
        warning,
        () -> "failed in %s: %s".formatted(seconds(took), Visible.cut(reason, LONGEST_VALUE)));
  }

  /** A line of the task's own: its author wants to read it, however many there are. */
  void said(Run run, System.Logger.Level level, String text) {
    boolean loud = level.compareTo(System.Logger.Level.WARNING) >= 0;
    write(run, loud ? warning : info, text);
  }

  /** Everything else that ends or moves a run: buried, revoked, deferred, lost. */
  void noted(Run run, String what) {
    line(run, 2, warning, () -> Visible.cut(what, 2 * LONGEST_VALUE));
  }

  /** Ends a second: says the sums, if there are any, and counts anew. */
  synchronized void tick() {
    sums.forEach(
        (task, sum) ->
            info.accept(
                ("%s: %,d received, %,d succeeded, %,d otherwise in the last second"
                        + " (above 100 tasks a second only sums are shown)")
                    .formatted(task, sum[0], sum[1], sum[2])));
    sums.clear();
    summing = lines > MOST_LINES_A_SECOND;
    lines = 0;
  }

  private void line(Run run, int kind, Consumer<String> level, Supplier<String> text) {
    if (mayBeSaid(run.taskName(), kind)) {
      write(run, level, text.get());
    }
  }

  private static void write(Run run, Consumer<String> level, String text) {
    level.accept(
        "%s[%s]  %s"
            .formatted(
                Visible.cut(run.taskName(), LONGEST_VALUE),
                Visible.cut(run.taskId(), LONGEST_VALUE),
                text));
  }

  private synchronized boolean mayBeSaid(String task, int kind) {
    lines++;
    if (summing || lines > MOST_LINES_A_SECOND) {
      sums.computeIfAbsent(Visible.cut(task, LONGEST_VALUE), name -> new int[3])[kind]++;
      return false;
    }
    return true;
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.3f s", took.toNanos() / 1e9);
  }
}
