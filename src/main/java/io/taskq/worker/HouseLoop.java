package io.taskq.worker;

import io.taskq.broker.Broker;
import io.taskq.broker.Reaped;
import io.taskq.broker.Reaping;
import io.taskq.error.TaskqException;
import io.taskq.loop.Outage;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Keeps every known queue in order, each second: what is due becomes ready, and what dead workers
 * held is given to others. Safe to run in every worker at once. One thread steps.
 */
final class HouseLoop {

  private static final Duration BETWEEN_STEPS = Duration.ofSeconds(1);
  private static final int MOST_IN_ONE_CALL = 500;

  private final Broker broker;
  private final Outage outage;
  private final TaskLog log;
  private final Reaping reaping;
  private final Results results;
  private final Consumer<String> say;
  private final Consumed own;
  private final RateLimits rates;

  HouseLoop(WorkerParts parts, Results results, Consumer<String> say) {
    this.broker = parts.broker();
    this.outage = parts.outage();
    this.log = parts.log();
    this.results = results;
    this.say = say;
    this.own = parts.consumed();
    this.rates = parts.rates();
    Duration lease = parts.options().lease();
    this.reaping =
        Reaping.usual(
            lease.dividedBy(3), results.tasks().mostDeliveries(parts.options().maxDeliveries()));
  }

  Duration step() {
    log.tick();
    try {
      broker.know(own.names());
      rates.refresh();
      if (rates.takeChange()) {
        own.names().forEach(broker.rates()::recall);
      }
      broker.queues().names().forEach(this::keepOrComplain);
    } catch (TaskqException.Unavailable e) {
      outage.down(e.loss());
    } catch (TaskqException.Refused | TaskqException.Invalid e) {
      outage.refused(e.getMessage());
    }
    return BETWEEN_STEPS;
  }

  /** One queue with a key of another program must not leave the others without upkeep. */
  private void keepOrComplain(String queue) {
    try {
      keep(queue);
    } catch (TaskqException.Refused | TaskqException.Invalid e) {
      outage.refused(e.getMessage());
    }
  }

  private void keep(String queue) {
    int promoted;
    do {
      promoted = broker.promote(queue, MOST_IN_ONE_CALL);
    } while (promoted == MOST_IN_ONE_CALL);
    Reaped reaped;
    do {
      reaped = broker.reap(queue, reaping);
      if (reaped.redelivered() > 0) {
        say.accept(
            "gave back %,d tasks of queue %s whose worker is gone"
                .formatted(reaped.redelivered(), queue));
      }
      reaped.buried().forEach(buried -> tell(queue, buried));
    } while (reaped.redelivered() + reaped.buried().size() >= reaping.limit());
  }

  /** Nobody else can say so: every worker that took it died before it could. */
  private void tell(String queue, Reaped.Buried buried) {
    if (!buried.taskId().isEmpty()) {
      broker.record(results.lost(buried.taskId()));
    }
    say.accept(
        "buried delivery %s of queue %s: it killed every worker that took it"
            .formatted(buried.id(), queue));
  }
}
