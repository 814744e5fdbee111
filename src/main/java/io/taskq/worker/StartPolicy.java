package io.taskq.worker;

/** When Redis is told that a run has started. A write per task for nothing is what it saves. */
public enum StartPolicy {
  /** Only of runs that take longer than a blink. */
  LATE,
  ALWAYS,
  NEVER
}
