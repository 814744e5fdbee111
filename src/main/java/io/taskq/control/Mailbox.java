package io.taskq.control;

import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.message.LogicalClock;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.Script;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a node does with a request: reads it, answers it if it is meant, and puts the reply into the
 * client's box. A request that cannot be read is left alone: anybody may publish on the channel.
 *
 * <p>Thread-safe as far as the commands are.
 */
public final class Mailbox {

  private static final Logger LOG = System.getLogger(Mailbox.class.getName());

  private static final Script<Long> REPLY =
      Script.load(Mailbox.class, "reply", reply -> (Long) reply);

  /** Longer than clients listen; what is not read by then never will be. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final Redis redis;
  private final Keys keys;
  private final String node;
  private final LogicalClock clock;
  private final Map<String, Command> commands;

  public Mailbox(
      Redis redis, Keys keys, String node, LogicalClock clock, Map<String, Command> commands) {
    this.redis = redis;
    this.keys = keys;
    this.node = node;
    this.clock = clock;
    this.commands = Map.copyOf(commands);
  }

  /**
   * Handles one message of the channel.
   *
   * @return whether it was a request for this node
   */
  public boolean receive(String raw) {
    Optional<ControlRequest> read = PidboxCodec.readRequest(raw);
    if (read.isEmpty()) {
      LOG.log(Level.DEBUG, "a control request cannot be read and is left alone");
      return false;
    }
    ControlRequest request = read.get();
    clock.receive(request.clock());
    if (!request.audience().includes(node)) {
      return false;
    }
    Json answer = answer(request);
    request.replyTo().ifPresent(box -> send(box, answer));
    return true;
  }

  private Json answer(ControlRequest request) {
    Command command = commands.get(request.method());
    if (command == null) {
      LOG.log(Level.DEBUG, "control command {0} is unknown here", request.method());
      return ControlCommands.error("KeyError('" + request.method() + "')");
    }
    try {
      return command.answer(request.arguments());
    } catch (TaskqException e) {
      return ControlCommands.error(e.getMessage());
    } catch (RuntimeException e) {
      // One broken command must not take the others away from whoever looks for the cause.
      LOG.log(Level.WARNING, "control command " + request.method() + " failed", e);
      return ControlCommands.error(e.toString());
    }
  }

  private void send(ReplyBox box, Json answer) {
    String reply = PidboxCodec.writeReply(box, clock.tick(), node, answer);
    try {
      REPLY.run(
          redis,
          List.of(keys.binding(ReplyBox.EXCHANGE), keys.replyBox(box.client())),
          List.of(box.binding(), reply, Long.toString(KEPT.toMillis())));
    } catch (TaskqException e) {
      // The client will miss a reply, as it must expect; the node goes on listening.
      LOG.log(Level.DEBUG, "a control reply was lost: {0}", e.getMessage());
    }
  }
}
