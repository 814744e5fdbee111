package io.taskq.control;

import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import io.taskq.message.LogicalClock;
import io.taskq.message.RandomId;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.util.SafeEncoder;

/** Asks workers, ours and Celery's alike, and gathers what they reply. Thread-safe. */
public final class ControlClient {

  /** Shorter than any answer of Redis is waited for. */
  private static final Duration LONGEST_LOOK = Duration.ofMillis(500);

  private final Redis redis;
  private final Keys keys;
  private final InstantSource clock;
  private final LogicalClock logical = new LogicalClock();

  public ControlClient(Redis redis, Keys keys, InstantSource clock) {
    this.redis = redis;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Asks the audience and waits for the replies.
   *
   * <p>Ends when every node replied that Redis handed the request to, or that was named; else when
   * nothing came for the whole time-out, counted anew after each reply, as Celery counts.
   *
   * @return the replies by the name of the node
   */
  public SortedMap<String, Json> ask(
      String method, JsonObject arguments, Audience audience, Duration timeout) {
    ReplyBox box = new ReplyBox(RandomId.next(), RandomId.next());
    ControlRequest request =
        new ControlRequest(method, arguments, audience, Optional.of(box), logical.tick());
    redis.ask("ask workers", c -> c.sadd(boxes(), box.binding()));
    try {
      long receivers = publish(request, timeout);
      long expected =
          audience.names().isEmpty() ? receivers : Math.min(receivers, audience.names().size());
      return expected == 0 ? new TreeMap<>() : gather(box, expected, timeout);
    } finally {
      redis.ask("remove the reply box", c -> c.srem(boxes(), box.binding()));
      redis.ask("remove the reply box", c -> c.del(list(box)));
    }
  }

  /** Tells the audience something and wants no reply. Answers how many nodes heard it. */
  public long tell(String method, JsonObject arguments, Audience audience) {
    return publish(
        new ControlRequest(method, arguments, audience, Optional.empty(), logical.tick()),
        Duration.ZERO);
  }

  private long publish(ControlRequest request, Duration timeout) {
    String raw = PidboxCodec.writeRequest(request, clock.instant().plus(timeout));
    return redis.ask("ask workers", c -> c.publish(keys.pidbox(), raw));
  }

  private SortedMap<String, Json> gather(ReplyBox box, long expected, Duration timeout) {
    SortedMap<String, Json> replies = new TreeMap<>();
    long end = System.nanoTime() + timeout.toNanos();
    Duration left = timeout;
    while (replies.size() < expected && left.isPositive()) {
      if (take(box, replies, left)) {
        end = System.nanoTime() + timeout.toNanos();
      }
      left = Duration.ofNanos(end - System.nanoTime()).truncatedTo(ChronoUnit.MILLIS);
    }
    return replies;
  }

  /** Takes the oldest reply, waiting a while; false when none came, or none of this request. */
  private boolean take(ReplyBox box, SortedMap<String, Json> replies, Duration left) {
    Optional<PidboxCodec.Reply> reply =
        await(list(box), left.compareTo(LONGEST_LOOK) < 0 ? left : LONGEST_LOOK)
            .flatMap(PidboxCodec::readReply)
            .filter(found -> found.ticket().equals(box.ticket()));
    reply.ifPresent(
        found -> {
          logical.receive(found.clock());
          replies.put(found.node(), found.answer());
        });
    return reply.isPresent();
  }

  /**
   * On the connection that asked, which saves the command another one. As an ordinary question, so
   * that a Redis that falls silent is noticed in time.
   */
  private Optional<String> await(String list, Duration longest) {
    CommandArguments pop =
        new CommandArguments(Protocol.Command.BRPOP).key(list).add(longest.toMillis() / 1000.0);
    List<?> popped = (List<?>) redis.ask("wait for a reply", c -> c.executeCommand(pop));
    return Optional.ofNullable(popped).map(pair -> SafeEncoder.encode((byte[]) pair.get(1)));
  }

  private String boxes() {
    return keys.binding(ReplyBox.EXCHANGE);
  }

  private String list(ReplyBox box) {
    return keys.replyBox(box.client());
  }
}
