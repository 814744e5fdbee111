package io.taskq.event;

import io.taskq.json.JsonObject;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisConnection;
import io.taskq.redis.Subscription;
import java.time.Duration;
import java.util.List;

/** Hears the events of all nodes, taskq's and Celery's, from the moment it was made. */
public final class EventListener implements AutoCloseable {

  private final RedisConnection connection;
  private final Subscription subscription;

  private EventListener(RedisConnection connection, Subscription subscription) {
    this.connection = connection;
    this.subscription = subscription;
  }

  /** Listens; returns when every later event will be heard. */
  public static EventListener open(Redis redis, Keys keys) throws InterruptedException {
    RedisConnection connection = redis.dedicated();
    try {
      return new EventListener(
          connection, connection.subscribePatterns(Keys.literal(keys.event("")) + "*"));
    } catch (RuntimeException | InterruptedException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * The events of the next message; none when nothing came in time, or nothing that is an event.
   *
   * @throws io.taskq.error.TaskqException.Unavailable when the connection is broken
   */
  public List<JsonObject> next(Duration longest) throws InterruptedException {
    return subscription.poll(longest).map(one -> EventCodec.read(one.text())).orElse(List.of());
  }

  @Override
  public void close() {
    connection.close();
  }
}
