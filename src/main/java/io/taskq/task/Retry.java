package io.taskq.task;

import java.time.Duration;
import java.util.Optional;

/**
 * Thrown by a task that wants to be run again, whatever its retry policy says of exceptions.
 *
 * <pre>{@code
 * throw new Retry("the shop is closed").in(Duration.ofMinutes(10)).atMost(5);
 * }</pre>
 *
 * <p>Without {@link #in} it waits as the policy says. Without {@link #atMost} the policy says how
 * often, or, where it knows no retries, three times. When they are used up the run has failed, with
 * the cause as its reason if there is one.
 */
public final class Retry extends RuntimeException {

  private final Optional<Duration> wait;
  private final Optional<Integer> most;

  public Retry(String why) {
    this(why, null, Optional.empty(), Optional.empty());
  }

  /** Because of that exception, which watchers are shown. */
  public Retry(Throwable cause) {
    this(String.valueOf(cause.getMessage()), cause, Optional.empty(), Optional.empty());
  }

  private Retry(String why, Throwable cause, Optional<Duration> wait, Optional<Integer> most) {
    super(why, cause);
    this.wait = wait;
    this.most = most;
  }

  /** After that long. */
  public Retry in(Duration wait) {
    return new Retry(getMessage(), getCause(), Optional.of(wait), most);
  }

  /** At most so often after the first attempt. */
  public Retry atMost(int retries) {
    return new Retry(getMessage(), getCause(), wait, Optional.of(retries));
  }

  /** How long to wait; empty for as long as the policy says. */
  public Optional<Duration> delay() {
    return wait;
  }

  /** How many retries there may be; empty for as many as the policy says. */
  public Optional<Integer> most() {
    return most;
  }
}
