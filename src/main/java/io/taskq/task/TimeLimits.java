package io.taskq.task;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a run may take. What is empty limits nothing.
 *
 * @param soft after this long the task is asked to end
 * @param hard after this long it is ended
 */
public record TimeLimits(Optional<Duration> soft, Optional<Duration> hard) {

  public static final TimeLimits NONE = new TimeLimits(Optional.empty(), Optional.empty());

  /** These, and the others where these say nothing. */
  public TimeLimits or(TimeLimits others) {
    return new TimeLimits(soft.or(others::soft), hard.or(others::hard));
  }
}
