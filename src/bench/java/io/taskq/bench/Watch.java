package io.taskq.bench;

import java.time.Duration;

/** Watches a backlog shrink. */
final class Watch {

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  private final String who;
  private final PrivateRedis redis;
  private final Backlog backlog;
  private final long tasks;

  /**
   * A watch on the server.
   *
   * @param who works them off, for the errors
   * @param tasks how many there were
   */
  Watch(String who, PrivateRedis redis, Backlog backlog, long tasks) {
    this.who = who;
    this.redis = redis;
    this.backlog = backlog;
    this.tasks = tasks;
  }

  /** Waits until so many are done; answers how things stand then. */
  Mark await(Running running, long done) {
    Waiting.until(who + " has done " + done, LIMIT, BETWEEN_LOOKS, () -> hasDone(running, done));
    return new Mark(
        System.nanoTime(), done(), redis.scriptMicros(), running.cpuMicros(), redis.cpuMicros());
  }

  private boolean hasDone(Running running, long done) {
    // Looked at first: it may do the last of its work and end between the two.
    boolean isAlive = running.isAlive();
    if (done() >= done) {
      return true;
    }
    if (!isAlive) {
      throw new IllegalStateException(who + " ended before its work was done; see its log");
    }
    return false;
  }

  long done() {
    return tasks - backlog.size(redis);
  }

  /** How things stood at a moment: all counted from the start of those who count. */
  record Mark(long nanos, long done, double scriptMicros, double workerMicros, double redisMicros) {

    private long doneSince(Mark before) {
      return done - before.done;
    }

    double rateSince(Mark before) {
      return doneSince(before) / ((nanos - before.nanos) / 1e9);
    }

    double scriptMicrosSince(Mark before) {
      return (scriptMicros - before.scriptMicros) / doneSince(before);
    }

    double workerMicrosSince(Mark before) {
      return (workerMicros - before.workerMicros) / doneSince(before);
    }

    double redisMicrosSince(Mark before) {
      return (redisMicros - before.redisMicros) / doneSince(before);
    }
  }
}
