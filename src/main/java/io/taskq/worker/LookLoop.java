package io.taskq.worker;

import io.taskq.error.TaskqException;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Looks, while the worker is idle, whether something comes to its one queue, and wakes the claim: a
 * Celery client gives no hint. It takes nothing. One thread steps.
 */
final class LookLoop implements AutoCloseable {

  private static final Duration LONGEST_LOOK = Duration.ofMillis(500);
  private static final Duration WHILE_BUSY = Duration.ofMillis(50);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

  private final Redis redis;
  private final Supplier<Optional<String>> list;
  private final WorkerParts parts;
  private final BooleanSupplier idle;
  private final Runnable wake;
  private Optional<RedisConnection> connection = Optional.empty();

  /**
   * Makes the loop.
   *
   * @param list what is looked at, if there is one list alone
   * @param idle whether the claim found nothing
   * @param wake makes the claim look again
   */
  LookLoop(
      Redis redis,
      Supplier<Optional<String>> list,
      WorkerParts parts,
      BooleanSupplier idle,
      Runnable wake) {
    this.redis = redis;
    this.list = list;
    this.parts = parts;
    this.idle = idle;
    this.wake = wake;
  }

  Duration step() {
    Optional<String> only = list.get();
    if (only.isEmpty()) {
      return BETWEEN_TRIES;
    }
    if (!idle.getAsBoolean()) {
      return WHILE_BUSY;
    }
    try {
      if (connection.isEmpty()) {
        connection = Optional.of(redis.dedicated());
      }
      if (connection.get().awaitElement(only.get(), LONGEST_LOOK)) {
        wake.run();
        // On a paused queue the element stays: without a rest this would spin.
        return WHILE_BUSY;
      }
      return Duration.ZERO;
    } catch (TaskqException.Unavailable e) {
      if (connection.isPresent()) {
        // It may have broken in an outage that is over. A new one will show whether Redis is away.
        close();
        return Duration.ZERO;
      }
      parts.outage().down(e.loss());
      return BETWEEN_TRIES;
    } catch (TaskqException.Refused | TaskqException.Invalid e) {
      parts.outage().refused(e.getMessage());
      return BETWEEN_TRIES;
    }
  }

  @Override
  public void close() {
    connection.ifPresent(RedisConnection::close);
    connection = Optional.empty();
  }
}
