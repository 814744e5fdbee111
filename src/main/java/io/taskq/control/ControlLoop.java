package io.taskq.control;

import io.taskq.error.TaskqException;
import io.taskq.loop.Loop;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisConnection;
import io.taskq.redis.Subscription;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Listens on the pidbox channel and hands what comes to a {@link Mailbox}, on a thread and a
 * connection of its own, so that a node answers however busy its slots are. When the connection is
 * lost it subscribes anew.
 *
 * <p>{@link #step} is confined to one thread; start and close may come from any.
 */
public final class ControlLoop implements AutoCloseable {

  private static final Logger LOG = System.getLogger(ControlLoop.class.getName());

  /** Also the longest that {@link #close} has to wait. */
  private static final Duration LONGEST_LOOK = Duration.ofMillis(200);

  private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(250);

  /** What Redis refuses, such as the rights to a channel, does not get better within moments. */
  private static final Duration AFTER_REFUSAL = Duration.ofSeconds(15);

  private final Redis redis;
  private final Keys keys;
  private final Mailbox mailbox;
  private final Loop loop;
  private Optional<Listening> listening = Optional.empty();

  private record Listening(RedisConnection connection, Subscription subscription) {}

  /**
   * A loop that is not started yet.
   *
   * @param onDeath told when the loop ends by a bug
   */
  public ControlLoop(Redis redis, Keys keys, Mailbox mailbox, Consumer<Throwable> onDeath) {
    this.redis = redis;
    this.keys = keys;
    this.mailbox = mailbox;
    this.loop = new Loop("taskq-control", this::step, onDeath);
  }

  public void start() {
    loop.start();
  }

  @Override
  public void close() {
    loop.close();
    hangUp();
  }

  /** Handles one message, or none within a moment; answers how long to rest. */
  Duration step() throws InterruptedException {
    try {
      listening().subscription().poll(LONGEST_LOOK).ifPresent(m -> mailbox.receive(m.text()));
      return Duration.ZERO;
    } catch (TaskqException.Unavailable e) {
      LOG.log(Level.DEBUG, "remote control is deaf for a moment: {0}", e.getMessage());
      hangUp();
      return BEFORE_NEXT_TRY;
    } catch (TaskqException e) {
      LOG.log(Level.WARNING, "remote control does not work: {0}", e.getMessage());
      hangUp();
      return AFTER_REFUSAL;
    }
  }

  private Listening listening() throws InterruptedException {
    if (listening.isEmpty()) {
      RedisConnection connection = redis.dedicated();
      try {
        // By its exact name: a prefix may hold characters that mean something in a pattern.
        listening = Optional.of(new Listening(connection, connection.subscribe(keys.pidbox())));
      } finally {
        if (listening.isEmpty()) {
          connection.close();
        }
      }
    }
    return listening.get();
  }

  private void hangUp() {
    listening.ifPresent(line -> line.connection().close());
    listening = Optional.empty();
  }
}
