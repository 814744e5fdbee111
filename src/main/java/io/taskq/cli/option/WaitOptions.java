package io.taskq.cli.option;

import io.taskq.config.Units;
import io.taskq.error.TaskqException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether to wait for a result, and how long. */
public final class WaitOptions {

  /** Longer than anybody waits, and short enough to count in nanoseconds. */
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  @Option(names = "--wait", description = "Wait until it is over, and print the value.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "S",
      description = "Wait no longer than so many seconds (default: for ever).")
  private String timeout;

  /** Whether to wait. */
  public boolean wanted() {
    return wait;
  }

  /** How long to wait at most, as a time that can be waited for. */
  public Duration timeoutOrForEver() {
    return timeout().orElse(FOR_EVER);
  }

  /** How long to wait at most; empty for ever. */
  public Optional<Duration> timeout() {
    if (timeout == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Units.time(timeout));
    } catch (IllegalArgumentException e) {
      throw new TaskqException.Invalid(
          "cannot read --timeout",
          "\"" + timeout + "\" is not a number of seconds",
          "Give it as 10, 1.5, 500ms, 2h or 1d.");
    }
  }
}
