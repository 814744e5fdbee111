package io.taskq.task;

/** The message's arguments do not fit the task. A FAILURE at once: no retry can mend it. */
public final class WrongArguments extends FinalFailure {

  public WrongArguments(String message) {
    super(message);
  }

  private WrongArguments(String message, WrongArguments cause) {
    super(message, cause);
  }

  /** The same, with the name of the task before what is wrong. */
  public WrongArguments of(String task) {
    return new WrongArguments(task + ": " + getMessage(), this);
  }
}
