package io.taskq.task;

/**
 * Thrown by a task that is over and has nothing to say: no result is stored, and nothing that was
 * to follow on its success or failure is sent. Who waits for its result waits in vain.
 */
public final class Ignore extends RuntimeException {

  public Ignore(String why) {
    super(why);
  }
}
