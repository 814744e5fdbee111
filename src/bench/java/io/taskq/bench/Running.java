package io.taskq.bench;

/** Something that works off a queue: a process, or threads of this one. */
interface Running extends AutoCloseable {

  boolean isAlive();

  /** What it took of the processors so far; 0 when that cannot be told. */
  double cpuMicros();

  /** Ends it. */
  @Override
  void close();
}
