package io.taskq.broker;

import io.taskq.redis.QueueKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What every worker does for every queue, each second. */
final class Upkeep {

  private static final int STEPS = QueueKeys.STEPS.size();

  private final Access access;

  Upkeep(Access access) {
    this.access = access;
  }

  Reaped reap(String queue, Reaping reaping) {
    QueueKeys name = access.queue(queue);
    List<String> keys =
        new ArrayList<>(
            List.of(
                name.leased(),
                name.meta(),
                name.messages(),
                name.delayed(),
                name.dead(),
                name.deadInfo(),
                name.reaper()));
    IntStream.range(0, STEPS).mapToObj(name::ready).forEach(keys::add);
    List<String> args =
        List.of(
            Integer.toString(reaping.limit()),
            Access.millis(reaping.grace()),
            Access.millis(reaping.gap()),
            Integer.toString(reaping.maxDeliveries()),
            Access.millis(reaping.backoff()),
            Access.millis(reaping.maxBackoff()),
            access.wake(queue));
    return reaped((List<?>) access.run("reap", keys, args));
  }

  private static Reaped reaped(List<?> reply) {
    List<Reaped.Buried> buried = new ArrayList<>();
    for (int i = 2; i < reply.size(); i += 2) {
      buried.add(new Reaped.Buried((String) reply.get(i), (String) reply.get(i + 1)));
    }
    return new Reaped(
        ((Long) reply.get(0)).intValue(), buried, Duration.ofMillis((Long) reply.get(1)));
  }

  int promote(String queue, int limit) {
    QueueKeys name = access.queue(queue);
    List<String> keys =
        new ArrayList<>(List.of(name.delayed(), name.meta(), name.messages(), name.ids()));
    IntStream.range(0, STEPS).mapToObj(name::ready).forEach(keys::add);
    IntStream.range(0, STEPS).mapToObj(name::list).forEach(keys::add);
    List<String> args = List.of(Integer.toString(limit), access.wake(queue));
    return ((Long) access.run("promote", keys, args)).intValue();
  }

  void record(StoredResult result) {
    access.run(
        "record",
        List.of(result.key()),
        List.of(access.home(), access.away(), result.text(), Access.millis(result.ttl())));
  }
}
