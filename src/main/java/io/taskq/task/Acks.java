package io.taskq.task;

/** When a message counts as done. */
public enum Acks {
  /** When its task has ended: a task whose worker dies is run again. */
  LATE,

  /** As soon as it is handed out: a task whose worker dies is lost, and never run twice. */
  EARLY
}
