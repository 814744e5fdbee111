package io.taskq.task;

/** The message's arguments do not fit the task. A FAILURE at once: no retry can mend it. */
public final class WrongArguments extends FinalFailure {

  public WrongArguments(String message) {
    super(message);
  }
}
