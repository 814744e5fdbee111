package io.taskq.broker;

import io.taskq.redis.QueueKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Takes messages under a lease and keeps the lease. */
final class Holding {

  /** What one script call handles at most: longer ones would keep other callers waiting. */
  static final int BATCH = 200;

  private static final int STEPS = QueueKeys.STEPS.size();

  private final Access access;

  Holding(Access access) {
    this.access = access;
  }

  List<Delivery> claim(String queue, Claim claim) {
    if (claim.max() <= 0) {
      return List.of();
    }
    int[] steps =
        IntStream.range(0, STEPS).map(i -> claim.lowestFirst() ? STEPS - 1 - i : i).toArray();
    StringBuilder order = new StringBuilder();
    IntStream.of(steps).forEach(order::append);
    // The worker's name stands in lists parted by bars and blanks, the claim's id in one of blanks.
    String worker = claim.worker().replace('|', '_').replaceAll("\\s", "_");
    List<?> reply =
        (List<?>)
            access.run(
                "claim",
                claimKeys(access.queue(queue), worker, steps),
                List.of(
                    worker,
                    claim.claimId().replace(' ', '_'),
                    Access.millis(claim.lease()),
                    Integer.toString(Math.min(claim.max(), BATCH)),
                    order.toString(),
                    claim.suspects() ? "1" : "0"));
    return deliveries(queue, reply);
  }

  private List<String> claimKeys(QueueKeys queue, String worker, int... steps) {
    List<String> keys =
        new ArrayList<>(
            List.of(
                queue.paused(),
                queue.fence(),
                queue.messages(),
                queue.meta(),
                queue.leased(),
                queue.lastClaim(worker),
                access.keys().revoked()));
    for (int step : steps) {
      keys.add(queue.ready(step));
      keys.add(queue.list(step));
    }
    return keys;
  }

  private static List<Delivery> deliveries(String queue, List<?> reply) {
    boolean anyRevoked = reply.getFirst().equals(1L);
    List<Delivery> deliveries = new ArrayList<>(reply.size() / 4);
    for (int i = 1; i < reply.size(); i += 4) {
      deliveries.add(
          new Delivery(
              queue,
              (String) reply.get(i),
              (String) reply.get(i + 1),
              Integer.parseInt((String) reply.get(i + 2)),
              (String) reply.get(i + 3),
              anyRevoked));
    }
    return deliveries;
  }

  Answer begin(Handle handle, StoredResult progress) {
    QueueKeys queue = access.queue(handle.queue());
    return answer(
        access.run(
            "begin",
            List.of(queue.meta(), queue.leased(), progress.key()),
            List.of(
                handle.id(),
                handle.fence(),
                access.home(),
                access.away(),
                progress.text(),
                Access.millis(progress.ttl()))));
  }

  List<String> extend(String queue, List<Handle> handles, Duration lease) {
    QueueKeys keys = access.queue(queue);
    List<String> lost = new ArrayList<>();
    for (int from = 0; from < handles.size(); from += BATCH) {
      List<String> args = new ArrayList<>(List.of(Access.millis(lease)));
      for (Handle handle : handles.subList(from, Math.min(from + BATCH, handles.size()))) {
        args.addAll(List.of(handle.id(), handle.fence(), handle.taskId()));
      }
      List<String> named = List.of(keys.meta(), keys.leased(), keys.ids());
      ((List<?>) access.run("extend", named, args)).forEach(id -> lost.add((String) id));
    }
    return lost;
  }

  Answer release(Handle handle) {
    QueueKeys queue = access.queue(handle.queue());
    List<String> keys = new ArrayList<>(List.of(queue.meta(), queue.leased(), queue.ids()));
    IntStream.range(0, STEPS).mapToObj(queue::ready).forEach(keys::add);
    return answer(
        access.run(
            "release",
            keys,
            List.of(handle.id(), handle.fence(), handle.taskId(), access.wake(handle.queue()))));
  }

  static Answer answer(Object reply) {
    return Answer.valueOf((String) reply);
  }
}
