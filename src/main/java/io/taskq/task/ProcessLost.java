package io.taskq.task;

/**
 * The process that did the work was killed, and nobody asked for it. The message is handed out
 * again as after the death of a worker: counted, with back-off, and not without end.
 */
public final class ProcessLost extends RuntimeException {

  public ProcessLost(String message) {
    super(message);
  }
}
