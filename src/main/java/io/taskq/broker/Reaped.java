package io.taskq.broker;

import java.time.Duration;
import java.util.List;

/**
 * What a round of reaping did.
 *
 * @param redelivered how many deliveries were given back
 * @param buried what was buried without any worker having looked at it
 * @param grace for how long nobody is judged yet
 */
public record Reaped(int redelivered, List<Buried> buried, Duration grace) {

  /**
   * A delivery that killed whoever touched it.
   *
   * @param id the delivery's id
   * @param taskId the task's id; empty when it is not known
   */
  public record Buried(String id, String taskId) {}
}
