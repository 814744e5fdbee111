package io.taskq.message;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a message goes and who hears of it.
 *
 * @param queue the queue without priority suffix; "" when the sender named none
 * @param priority 0 to 9; 0 is served first
 * @param replyTo the sender's reply address, copied on to follow-up messages
 */
public record Route(String queue, int priority, Optional<String> replyTo) {

  private static final int LOWEST = 9;

  public Route {
    Objects.requireNonNull(queue, "queue");
    Objects.requireNonNull(replyTo, "replyTo");
    priority = Math.clamp(priority, 0, LOWEST);
  }

  /** The queue at the usual priority. */
  public static Route to(String queue) {
    return new Route(queue, 0, Optional.empty());
  }

  /** The same route to another queue. */
  public Route withQueue(String other) {
    return new Route(other, priority, replyTo);
  }
}
