package io.taskq.doctor;

import io.taskq.broker.Broker;
import io.taskq.broker.Overdue;
import io.taskq.broker.QueueStats;
import io.taskq.node.Node;
import io.taskq.text.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What stands still in one queue, and why. */
final class QueueCheck {

  /** A worker that reaps does it each second, after a grace of some seconds. */
  private static final Duration LONG_OVER = Duration.ofSeconds(30);

  private final Broker broker;
  private final List<Node> nodes;

  QueueCheck(Broker broker, List<Node> nodes) {
    this.broker = broker;
    this.nodes = nodes;
  }

  /** Nothing when all is well. */
  List<Finding> findings(String queue) {
    List<Finding> all = new ArrayList<>();
    QueueStats stats = broker.queues().stats(queue);
    boolean isServed = nodes.stream().anyMatch(node -> node.consumes(queue));
    if (stats.paused().isPresent()) {
      all.add(Finding.warn("queue " + queue + " is paused", "taskq queue resume " + queue));
    } else if (!isServed && stats.readyTotal() > 0) {
      all.add(
          Finding.warn(
              "queue %s: %,d ready, and no taskq worker serves it"
                  .formatted(queue, stats.readyTotal()),
              "taskq worker -Q " + queue));
    }
    if (stats.dead() > 0) {
      all.add(
          Finding.warn(
              "queue %s: %,d dead".formatted(queue, stats.dead()), "taskq dead ls -Q " + queue));
    }
    leases(all, queue);
    orphans(all, queue);
    return all;
  }

  private void leases(List<Finding> all, String queue) {
    Overdue overdue = broker.audit().overdue(queue, LONG_OVER);
    if (overdue.count() > 0) {
      all.add(
          Finding.bad(
              "queue %s: %,d lost their worker %s ago, and no worker takes them up"
                  .formatted(queue, overdue.count(), Span.of(overdue.oldest())),
              "taskq worker -Q " + queue));
    }
  }

  private void orphans(List<Finding> all, String queue) {
    OptionalLong orphans = broker.audit().orphans(queue);
    if (orphans.isEmpty()) {
      all.add(Finding.ok("queue %s: too long to look for what stands nowhere".formatted(queue)));
    } else if (orphans.getAsLong() > 0) {
      all.add(
          Finding.bad(
              "queue %s: %,d stand nowhere and would never run; Redis has lost half of a step"
                  .formatted(queue, orphans.getAsLong()),
              "taskq doctor --fix"));
    }
  }
}
