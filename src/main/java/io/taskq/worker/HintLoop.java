package io.taskq.worker;

import io.taskq.error.TaskqException;
import io.taskq.loop.Outage;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisConnection;
import io.taskq.redis.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Listens for the hint that a message was put on one of the worker's queues, so that an idle worker
 * need not wait for its next look. A lost hint costs that wait and nothing else. One thread steps.
 */
final class HintLoop implements AutoCloseable {

  private static final Duration LISTENING = Duration.ofMillis(200);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
  private static final Duration AFTER_REFUSAL = Duration.ofSeconds(15);

  private record Ear(RedisConnection connection, Subscription subscription, List<String> queues) {}

  private final Redis redis;
  private final Keys keys;
  private final Consumed consumed;
  private final Outage outage;
  private final Runnable wake;
  private Optional<Ear> ear = Optional.empty();

  HintLoop(Redis redis, Keys keys, Consumed consumed, Outage outage, Runnable wake) {
    this.redis = redis;
    this.keys = keys;
    this.consumed = consumed;
    this.outage = outage;
    this.wake = wake;
  }

  Duration step() throws InterruptedException {
    try {
      List<String> queues = consumed.names();
      if (ear.filter(open -> !open.queues().equals(queues)).isPresent()) {
        close();
      }
      if (queues.isEmpty()) {
        return BETWEEN_TRIES;
      }
      if (ear.isEmpty()) {
        ear = Optional.of(listen(queues));
        // What was published while nobody listened is looked for.
        wake.run();
      }
      if (ear.get().subscription().poll(LISTENING).isPresent()) {
        wake.run();
      }
      return Duration.ZERO;
    } catch (TaskqException.Unavailable e) {
      if (ear.isPresent()) {
        // It may have broken in an outage that is over. A new one will show whether Redis is away.
        close();
        return Duration.ZERO;
      }
      outage.down(e.loss());
      return BETWEEN_TRIES;
    } catch (TaskqException.Refused | TaskqException.Invalid e) {
      // The claim looks by itself: without hints it finds things later, and finds all.
      outage.refused(e.getMessage());
      close();
      return AFTER_REFUSAL;
    }
  }

  private Ear listen(List<String> queues) throws InterruptedException {
    RedisConnection connection = redis.dedicated();
    boolean open = false;
    try {
      String[] channels = queues.stream().map(keys::wake).toArray(String[]::new);
      Ear listening = new Ear(connection, connection.subscribe(channels), queues);
      open = true;
      return listening;
    } finally {
      // Each try of a long outage would leave a connection behind.
      if (!open) {
        connection.close();
      }
    }
  }

  @Override
  public void close() {
    ear.ifPresent(open -> open.connection().close());
    ear = Optional.empty();
  }
}
