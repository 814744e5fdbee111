package io.taskq.task;

/**
 * Thrown by a task whose message a person should look at: it becomes a dead letter with that
 * reason, and its result is a FAILURE. {@code taskq dead requeue} runs it again.
 */
public final class Reject extends RuntimeException {

  public Reject(String why) {
    super(why);
  }
}
