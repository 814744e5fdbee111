package io.taskq.event;

import io.taskq.error.TaskqException;
import io.taskq.json.JsonObject;
import io.taskq.message.LogicalClock;
import io.taskq.message.Message;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells of what was enqueued, as Celery's clients do that are told to. Each is a message of its
 * own: who enqueues does not wait for more. Thread-safe.
 */
public final class SentEvents {

  private static final Logger LOG = System.getLogger(SentEvents.class.getName());
  private static final String TYPE = "task-sent";

  private final Redis redis;
  private final Keys keys;
  private final InstantSource clock;
  private final LogicalClock logical = new LogicalClock();

  public SentEvents(Redis redis, Keys keys, InstantSource clock) {
    this.redis = redis;
    this.keys = keys;
    this.clock = clock;
  }

  /** Tells that Redis has this message. That nobody can hear it is no failure to enqueue. */
  public void tell(Message message) {
    String origin = message.headers().textOf("origin").orElse("");
    String raw = EventCodec.write(origin, event(message, origin));
    try {
      redis.<Long>ask("tell of a task", c -> c.publish(keys.event(EventCodec.channel(TYPE)), raw));
    } catch (TaskqException e) {
      LOG.log(Level.DEBUG, "that a task was sent is not told: {0}", e.getMessage());
    }
  }

  private JsonObject event(Message message, String origin) {
    Instant now = clock.instant();
    return JsonObject.builder()
        .put("hostname", origin)
        .put("utcoffset", UtcOffset.hoursWest(now))
        .put("pid", ProcessHandle.current().pid())
        .put("clock", logical.tick())
        .put("uuid", message.id())
        .put("root_id", message.rootId())
        .put("parent_id", message.parentId())
        .put("name", message.task())
        .put("args", message.argsRepr())
        .put("kwargs", message.kwargsRepr())
        .put("retries", message.attempt() - 1)
        .put("eta", message.headers().get("eta"))
        .put("expires", message.headers().get("expires"))
        .put("queue", message.route().queue())
        .put("exchange", "")
        .put("routing_key", message.route().queue())
        .put("timestamp", EventSender.seconds(now))
        .put("type", TYPE)
        .build();
  }
}
