package io.taskq.task;

/** The run failed in a way that no further attempt can mend: a FAILURE at once. */
public class FinalFailure extends RuntimeException {

  public FinalFailure(String message) {
    super(message);
  }

  public FinalFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
