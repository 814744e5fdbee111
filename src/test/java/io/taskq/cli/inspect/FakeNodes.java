package io.taskq.cli.inspect;

import static org.awaitility.Awaitility.await;

import io.taskq.control.Command;
import io.taskq.control.ControlLoop;
import io.taskq.control.Mailbox;
import io.taskq.json.Json;
import io.taskq.message.LogicalClock;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nodes that answer control requests with fixed replies. */
final class FakeNodes implements AutoCloseable {

  private final Redis redis;
  private final Keys keys;
  private final List<ControlLoop> loops = new ArrayList<>();

  FakeNodes(Redis redis, Keys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** Starts a node and returns when it listens. Replies are JSON texts by command. */
  void add(String name, Map<String, String> replies) {
    Map<String, Command> commands = new HashMap<>();
    replies.forEach((method, json) -> commands.put(method, arguments -> Json.parse(json)));
    start(name, commands);
  }

  /** Starts a node that replies to a command with the arguments it got. */
  void addEcho(String name, String method) {
    start(name, Map.of(method, arguments -> arguments));
  }

  private void start(String name, Map<String, Command> commands) {
    Mailbox mailbox = new Mailbox(redis, keys, name, new LogicalClock(), commands);
    ControlLoop loop = new ControlLoop(redis, keys, mailbox, Throwable::printStackTrace);
    loops.add(loop);
    loop.start();
    await()
        .until(
            () -> {
              long listening = redis.ask("look", c -> c.publish(keys.pidbox(), ""));
              return listening == loops.size();
            });
  }

  @Override
  public void close() {
    loops.forEach(ControlLoop::close);
  }
}
