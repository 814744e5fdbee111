package io.taskq.cli.output;

import io.taskq.text.Visible;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A line on a terminal that says how far long work is. It is written over itself, a few times a
 * second at most, and gone when the work is over: a log or a pipe never sees it. Used by one
 * thread.
 */
public final class StatusLine implements AutoCloseable {

  private static final Duration BETWEEN = Duration.ofMillis(200);
  private static final String BACK_AND_ERASE = "\r\u001b[K";

  private final PrintWriter terminal;
  private final boolean shown;
  private final InstantSource clock;
  private Instant next;
  private boolean written;

  /**
   * A line that is not there so far; work that is soon over never shows it.
   *
   * @param shown whether there is a terminal to show it on
   */
  public StatusLine(PrintWriter terminal, boolean shown, InstantSource clock) {
    this.terminal = terminal;
    this.shown = shown;
    this.clock = clock;
    this.next = clock.instant().plus(BETWEEN);
  }

  /** Says how far it is, unless that was said a moment ago. */
  public void say(String text) {
    Instant now = clock.instant();
    if (shown && !now.isBefore(next)) {
      terminal.print(BACK_AND_ERASE + Visible.of(text) + " ...");
      terminal.flush();
      written = true;
      next = now.plus(BETWEEN);
    }
  }

  /** Takes it away. */
  @Override
  public void close() {
    if (written) {
      terminal.print(BACK_AND_ERASE);
      terminal.flush();
      written = false;
    }
  }
}
