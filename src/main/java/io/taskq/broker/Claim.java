package io.taskq.broker;

import java.time.Duration;

/**
 * A wish for messages.
 *
 * @param worker who asks
 * @param claimId new for every claim; the same again gives the same messages again, for a reply
 *     that was lost
 * @param lease how long they are the worker's unless extended
 * @param max how many at most
 * @param lowestFirst whether the lowest priority is served first, for once
 * @param suspects whether one of them may be a message two workers were lost with; for who holds
 *     none
 */
public record Claim(
    String worker, String claimId, Duration lease, int max, boolean lowestFirst, boolean suspects) {

  /** A wish of somebody who holds no suspect. */
  public Claim(String worker, String claimId, Duration lease, int max, boolean lowestFirst) {
    this(worker, claimId, lease, max, lowestFirst, true);
  }
}
