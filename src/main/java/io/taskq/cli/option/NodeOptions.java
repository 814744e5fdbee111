package io.taskq.cli.option;

import io.taskq.config.Units;
import io.taskq.control.Audience;
import io.taskq.control.ControlClient;
import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import picocli.CommandLine.Option;

/** Which nodes to ask, and how long to wait for them. */
public final class NodeOptions {

  @Option(
      names = {"-d", "--destination"},
      split = ",",
      paramLabel = "NODE",
      description = "Ask only these nodes, for example worker1@alpha.")
  private List<String> destination = new ArrayList<>();

  @Option(
      names = {"-t", "--timeout"},
      paramLabel = "S",
      defaultValue = "1.0",
      description = "Wait so many seconds for replies (default: ${DEFAULT-VALUE}).")
  private String timeout;

  /** The nodes that were named; empty for all. */
  public List<String> named() {
    return List.copyOf(destination);
  }

  /**
   * Asks the nodes and gathers what they reply.
   *
   * @throws TaskqException.Unavailable when none replies
   */
  public SortedMap<String, Json> ask(CommandContext context, String method, JsonObject arguments) {
    SortedMap<String, Json> replies = askQuietly(context, method, arguments);
    if (replies.isEmpty()) {
      throw nobody();
    }
    return replies;
  }

  /** Asks the nodes and gathers what they reply, be it nothing. */
  public SortedMap<String, Json> askQuietly(
      CommandContext context, String method, JsonObject arguments) {
    return new ControlClient(context.redis(), context.keys(), context.clock())
        .ask(method, arguments, Audience.of(destination), timeout());
  }

  /** That no node replied. */
  public TaskqException nobody() {
    return new TaskqException.Unavailable(
        "nobody answers",
        "no node replied within %.1f s".formatted(timeout().toMillis() / 1000.0),
        destination.isEmpty()
            ? "Start a worker with: taskq worker, or wait longer with --timeout."
            : "Look for the names of the nodes with: taskq status, or wait longer with --timeout.");
  }

  private Duration timeout() {
    try {
      Duration given = Units.time(timeout);
      if (given.isPositive()) {
        return given;
      }
    } catch (IllegalArgumentException e) {
      // Said below, with what would be right.
    }
    throw new TaskqException.Invalid(
        "cannot read --timeout",
        "\"" + timeout + "\" is not a number of seconds above 0",
        "Give it as 1, 0.5, 500ms or 1m.");
  }
}
