package io.taskq.exec;

/** The program ran, or should have, and it failed. Another attempt may go better. */
final class ExecFailed extends RuntimeException {

  ExecFailed(String message) {
    // Where in taskq it was noticed tells nothing about the program.
    super(message, null, false, false);
  }
}
