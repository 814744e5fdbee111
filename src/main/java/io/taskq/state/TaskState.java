package io.taskq.state;

/** Where a task stands. The names are the words in Redis, in JSON and on the screen. */
public enum TaskState {
  /** Waits in a queue; nothing is stored. */
  PENDING,
  /** A worker has it, and it has not started. Only events say so. */
  RECEIVED,
  /** Runs, or has told of its progress. */
  STARTED,
  /** Failed, and will be tried again. */
  RETRY,
  SUCCESS,
  FAILURE,
  REVOKED,
  /** No result is stored and no queue holds it. */
  UNKNOWN;

  /** Whether the task is over and its state will not change any more. */
  public boolean isReady() {
    return this == SUCCESS || this == FAILURE || this == REVOKED;
  }

  /**
   * The state for a stored word. Tasks may store words of their own while they run, such as
   * PROGRESS; those count as started.
   */
  public static TaskState of(String word) {
    return switch (word) {
      case "PENDING" -> PENDING;
      case "RECEIVED" -> RECEIVED;
      case "RETRY" -> RETRY;
      case "SUCCESS" -> SUCCESS;
      case "FAILURE" -> FAILURE;
      case "REVOKED" -> REVOKED;
      default -> STARTED;
    };
  }
}
