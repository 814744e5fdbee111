package io.taskq.bench;

import java.time.Duration;

/**
 * How large a run is.
 *
 * @param rounds of each comparison
 * @param quick whether it is only to see that everything works
 */
record Form(int rounds, boolean quick) {

  private static final int QUICKER = 20;

  /** How often a whole command is run: it is short, and noisier than the rest. */
  int commands() {
    return quick ? rounds : 2 * rounds;
  }

  /** That many, or a part of them. */
  int tasks(int full) {
    return quick ? full / QUICKER : full;
  }

  Duration span(Duration full) {
    return quick ? full.dividedBy(QUICKER / 2) : full;
  }
}
