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
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
      names = {"-p", "--pattern"},
      paramLabel = "GLOB",
      description = "Ask only nodes whose names fit, for example 'worker*@alpha'.")
  private String pattern;

  @Option(
      names = {"-t", "--timeout"},
      paramLabel = "S",
      defaultValue = "1.0",
      description = "Wait so many seconds for replies (default: ${DEFAULT-VALUE}).")
  private String timeout;

  /** Whether it is for all nodes. */
  public boolean isForAll() {
    return audience().equals(Audience.EVERYBODY);
  }

  /** Whether it is for the node of this name. */
  public boolean isFor(String node) {
    return audience().includes(node);
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
    ControlClient client = new ControlClient(context.redis(), context.keys(), context.clock());
    Audience audience = audience();
    if (audience.pattern().isEmpty()) {
      return client.ask(method, arguments, audience, timeout());
    }
    // Nobody knows how many fit. Asked by their names, the last of them ends the wait.
    List<String> names =
        client.ask("ping", JsonObject.EMPTY, Audience.EVERYBODY, timeout()).keySet().stream()
            .filter(audience::includes)
            .toList();
    return names.isEmpty()
        ? new TreeMap<>()
        : client.ask(method, arguments, Audience.of(names), timeout());
  }

  private Audience audience() {
    if (!destination.isEmpty() && pattern != null) {
      throw new TaskqException.Invalid(
          "cannot choose the nodes",
          "--destination and --pattern do not mix",
          "Name the nodes, or give the pattern of their names.");
    }
    return new Audience(
        destination, Optional.ofNullable(pattern), Optional.ofNullable(pattern).map(p -> "glob"));
  }

  /** That no node replied. */
  public TaskqException nobody() {
    return new TaskqException.Unavailable(
        "nobody answers",
        "no node replied within %.1f s".formatted(timeout().toMillis() / 1000.0),
        isForAll()
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
