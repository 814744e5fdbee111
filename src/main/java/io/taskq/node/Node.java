package io.taskq.node;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One worker as the registry knows it.
 *
 * @param name unique among living nodes, as in {@code worker1@alpha}
 * @param bootId made anew at each start, so that a name's old and new owner are told apart
 * @param slots how many tasks may run at once
 * @param busy how many run
 * @param queues the names of the queues it consumes
 * @param pool threads, virtual, process or solo
 * @param started when it joined
 * @param seen when it last reported, by the clock of Redis
 */
public record Node(
    String name,
    String bootId,
    long pid,
    int slots,
    int busy,
    List<String> queues,
    String pool,
    String version,
    Instant started,
    Instant seen) {

  public Node {
    queues = List.copyOf(queues);
  }

  /** How many more tasks could start now. */
  public int free() {
    return Math.max(0, slots - busy);
  }

  public boolean consumes(String queue) {
    return queues.contains(queue);
  }

  /** How long it has said nothing. */
  public Duration silence(Instant now) {
    Duration silence = Duration.between(seen, now);
    return silence.isNegative() ? Duration.ZERO : silence;
  }
}
