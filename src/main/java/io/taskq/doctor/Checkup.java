package io.taskq.doctor;

import io.taskq.broker.Broker;
import io.taskq.error.TaskqException;
import io.taskq.node.Node;
import io.taskq.node.NodeRegistry;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.Rights;
import io.taskq.redis.ServerFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All that doctor looks at, in the order it is told. */
public final class Checkup {

  private final Redis redis;
  private final Keys keys;
  private final Broker broker;
  private final InstantSource clock;

  /** A checkup of this Redis; nothing is asked yet. */
  public Checkup(Redis redis, Keys keys, Broker broker, InstantSource clock) {
    this.redis = redis;
    this.keys = keys;
    this.broker = broker;
    this.clock = clock;
  }

  /** Looks at everything; what this user may not look at is told, and the rest goes on. */
  public List<Finding> findings() {
    Instant before = clock.instant();
    Instant there = redis.time();
    Duration answer = Duration.between(before, clock.instant());
    ServerFacts facts = ServerFacts.of(redis);
    List<Finding> all = new ArrayList<>();
    all.addAll(new ServerCheck(redis.url(), facts, answer).findings());
    all.addAll(new KeepingCheck(facts).findings());
    all.add(new RightsCheck(new Rights(redis), keys.schema()).finding());
    all.add(new ClockCheck(before.plus(answer.dividedBy(2)), there).finding());
    all.addAll(attempt("the queues", this::queues));
    all.addAll(attempt("Celery's keys", () -> new CeleryCheck(redis, keys, broker).findings()));
    return all;
  }

  private static List<Finding> attempt(String place, Supplier<List<Finding>> check) {
    try {
      return check.get();
    } catch (TaskqException.Invalid | TaskqException.Refused e) {
      return List.of(
          Finding.warn(
              place + " could not all be looked at: " + e.getMessage(),
              "Ask again as a user of Redis with more rights."));
    }
  }

  private List<Finding> queues() {
    List<Node> nodes = new NodeRegistry(redis, keys).live();
    QueueCheck check = new QueueCheck(broker, nodes);
    List<Finding> all = new ArrayList<>();
    broker.queues().names().forEach(queue -> all.addAll(check.findings(queue)));
    if (all.isEmpty()) {
      all.add(Finding.ok("nothing stands still in any queue"));
    }
    return all;
  }

  /** Repairs what can be repaired without a choice; answers what was done. */
  public List<String> fix() {
    List<String> done = new ArrayList<>();
    for (String queue : broker.queues().names()) {
      long count = broker.audit().rescue(queue).orElse(0);
      if (count > 0) {
        done.add("queue %s: %,d made ready that stood nowhere".formatted(queue, count));
      }
    }
    return done;
  }
}
