package io.taskq.worker;

import io.taskq.broker.Broker;
import io.taskq.event.EventSender;
import io.taskq.json.Hiding;
import io.taskq.loop.Outage;
import io.taskq.message.LogicalClock;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.task.TaskRegistry;
import io.taskq.task.TimeLimits;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What loops share, for tests that step one alone. */
final class TestParts {

  private TestParts() {}

  static WorkerParts of(
      Redis redis, Keys keys, int slots, InstantSource clock, Consumer<String> log) {
    Broker broker = Broker.on(redis, keys);
    Outage outage = new Outage(clock, log);
    return new WorkerParts(
        LookLoopTest.options(),
        new Consumed(List.of("celery")),
        broker,
        new InFlight(),
        new Slots(slots, () -> {}),
        outage,
        new TaskLog(log, log),
        new TaskEvents(
            new EventSender(redis, keys, "n@h", new LogicalClock(), clock, log),
            new Discreet(new Hiding(Set.of())),
            false),
        new Accepted(),
        new RunLimits(TimeLimits.NONE),
        new RateLimits(TaskRegistry.of(List.of()), Optional.empty(), broker, outage, clock),
        clock);
  }
}
