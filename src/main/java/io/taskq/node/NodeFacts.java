package io.taskq.node;

import java.time.Instant;
import java.util.List;

/**
 * What a worker tells the registry about itself; {@code busy} is told with each beat.
 *
 * @param pid of its process
 * @param slots how many tasks may run at once
 * @param queues the names of the queues it consumes
 * @param pool threads, virtual, process or solo
 * @param version of taskq
 * @param started when it started
 */
public record NodeFacts(
    long pid, int slots, List<String> queues, String pool, String version, Instant started) {

  public NodeFacts {
    queues = List.copyOf(queues);
  }
}
