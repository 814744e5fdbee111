package io.taskq.bench;

import io.taskq.broker.Broker;
import io.taskq.broker.Claim;
import io.taskq.broker.Delivery;
import io.taskq.broker.Finish;
import io.taskq.broker.StoredResult;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** taskq's own scripts, asked by a client that runs nothing. */
final class OurScripts {

  private static final Keys KEYS = new Keys("", 0);
  private static final Duration LEASE = Duration.ofSeconds(6);

  /** As long as a worker's, which Redis keeps in another way than a short one. */
  private static final String CLAIMANT = "taskq@bench/" + "0".repeat(64) + "/";

  private OurScripts() {}

  static void drain(Redis redis, int client) {
    Broker broker = Broker.on(redis, KEYS);
    String claimant = CLAIMANT + client;
    int claims = 0;
    List<Delivery> got;
    do {
      String id = claimant + "-" + ++claims;
      got =
          broker.claim(Workload.QUEUE, new Claim(claimant, id, LEASE, BareClients.AT_ONCE, false));
      if (!got.isEmpty()) {
        broker.finishMany(Workload.QUEUE, got.stream().map(OurScripts::end).toList());
      }
    } while (!got.isEmpty());
  }

  private static Finish end(Delivery delivery) {
    String task = Bare.taskId(delivery.id());
    StoredResult result =
        new StoredResult(KEYS.result(task), Bare.result(task), Duration.ofDays(1));
    return new Finish(delivery.handle(task), Optional.of(result));
  }
}
