package io.taskq.worker;

import io.taskq.error.TaskqException;
import io.taskq.loop.Outage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Redis' clock, by which every ETA and expiry is judged: the clocks of machines differ. While Redis
 * is away this machine's clock stands in; what is decided then reaches Redis only later anyhow.
 * Thread-safe.
 */
final class RedisClock implements InstantSource {

  private final Supplier<Instant> redis;
  private final InstantSource local;
  private final Outage outage;

  RedisClock(Supplier<Instant> redis, InstantSource local, Outage outage) {
    this.redis = redis;
    this.local = local;
    this.outage = outage;
  }

  @Override
  public Instant instant() {
    try {
      return redis.get();
    } catch (TaskqException.Unavailable e) {
      outage.down(e.loss());
      return local.instant();
    } catch (TaskqException.Refused | TaskqException.Invalid e) {
      outage.refused(e.getMessage());
      return local.instant();
    }
  }
}
