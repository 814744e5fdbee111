package io.taskq.event;

import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonNumber;
import io.taskq.json.JsonObject;
import io.taskq.message.LogicalClock;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Sends a node's events, many in one message, at a pace that leaves the machine to its work. When
 * more happens than that, or Redis is away, events are dropped and counted.
 *
 * <p>{@link #tell} is thread-safe and never waits; one thread steps.
 */
public final class EventSender {

  private static final int KEPT = 10_000;
  private static final int MOST_IN_ONE_MESSAGE = 100;
  private static final int MOST_IN_ONE_STEP = 500;

  /** Also how long an event may wait for company: half of what Celery calls prompt. */
  private static final Duration BETWEEN_STEPS = Duration.ofMillis(50);

  private static final Duration LONGEST_WAIT = Duration.ofMillis(200);

  /** What is written only when it is sent, for most of a flood never is. */
  private record Waiting(String type, Instant at, Supplier<JsonObject> what) {}

  private final Redis redis;
  private final Keys keys;
  private final String node;
  private final LogicalClock logical;
  private final InstantSource clock;
  private final Consumer<String> warning;
  private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(KEPT);
  private final LongAdder dropped = new LongAdder();
  private long said;

  /**
   * Makes it.
   *
   * @param node whose events they are
   * @param warning told once of a flood
   */
  public EventSender(
      Redis redis,
      Keys keys,
      String node,
      LogicalClock logical,
      InstantSource clock,
      Consumer<String> warning) {
    this.redis = redis;
    this.keys = keys;
    this.node = node;
    this.logical = logical;
    this.clock = clock;
    this.warning = warning;
  }

  /**
   * Tells what happened now.
   *
   * @param type as Celery names it: {@code task-received}
   * @param what its further members, asked for later and maybe never
   */
  public void tell(String type, Supplier<JsonObject> what) {
    if (!waiting.offer(new Waiting(type, clock.instant(), what))) {
      dropped.increment();
    }
  }

  /** How many were dropped so far. */
  public long dropped() {
    return dropped.sum();
  }

  /** Sends what waits; waits for the first a while when nothing does. */
  public Duration step() throws InterruptedException {
    Waiting first = waiting.poll(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    if (first == null) {
      return Duration.ZERO;
    }
    List<Waiting> batch = new ArrayList<>(List.of(first));
    waiting.drainTo(batch, MOST_IN_ONE_STEP - 1);
    send(batch);
    sayDropped();
    return BETWEEN_STEPS;
  }

  /** Sends what waits at the end, however much it is. */
  public void flush() {
    List<Waiting> rest = new ArrayList<>();
    waiting.drainTo(rest);
    send(rest);
  }

  private void send(List<Waiting> batch) {
    List<JsonObject> tasks = new ArrayList<>();
    try {
      for (Waiting one : batch) {
        JsonObject event = event(one);
        if (one.type().startsWith("task-")) {
          tasks.add(event);
        } else {
          // In their order: what happened before a node's end must be told before it.
          publishMany(tasks);
          publish(EventCodec.channel(one.type()), EventCodec.write(node, event));
        }
        if (tasks.size() == MOST_IN_ONE_MESSAGE) {
          publishMany(tasks);
        }
      }
      publishMany(tasks);
    } catch (TaskqException e) {
      // Nobody can hear them now, and later they would be old news.
      dropped.add(batch.size());
    }
  }

  private void publishMany(List<JsonObject> tasks) {
    if (!tasks.isEmpty()) {
      String raw = EventCodec.writeMany(node, tasks);
      tasks.clear();
      publish(EventCodec.MANY, raw);
    }
  }

  private void publish(String channel, String raw) {
    redis.ask("send events", client -> client.publish(keys.event(channel), raw));
  }

  private JsonObject event(Waiting one) {
    JsonObject.Builder event =
        JsonObject.builder()
            .put("hostname", node)
            .put("utcoffset", UtcOffset.hoursWest(one.at()))
            .put("pid", ProcessHandle.current().pid())
            .put("clock", logical.tick());
    one.what().get().members().forEach(event::put);
    return event.put("timestamp", seconds(one.at())).put("type", one.type()).build();
  }

  /** With the six digits behind the point that Python's clock has. */
  static Json seconds(Instant at) {
    long micros = at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    return new JsonNumber(BigDecimal.valueOf(micros, 6).toPlainString());
  }

  private void sayDropped() {
    long now = dropped.sum();
    if (said == 0 && now > 0) {
      said = now;
      warning.accept(
          "events are dropped, so that they slow no work: more happens than can be told of");
    }
  }
}
