package io.taskq.node;

import io.taskq.error.TaskqException;
import io.taskq.json.Json;
import io.taskq.json.JsonException;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The list of living nodes in Redis. Read by commands, joined by workers.
 *
 * <p>Thread-safe.
 */
public final class NodeRegistry {

  /** How often a node has to beat. */
  public static final Duration INTERVAL = Duration.ofSeconds(2);

  /** The silence after which a node counts as gone and its name is free again. */
  public static final Duration GONE_AFTER = INTERVAL.multipliedBy(3);

  /** How long a silent node is still shown as one that was there. */
  static final Duration KEPT = Duration.ofMinutes(1);

  private static final int MOST_OF_ONE_HOST = 10_000;

  private final Redis redis;
  private final Keys keys;

  public NodeRegistry(Redis redis, Keys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /**
   * Takes the name and enters the node.
   *
   * @throws TaskqException.Refused when a living node has the name
   */
  public Membership join(NodeName name, NodeFacts facts) {
    Membership membership = membership(name, facts);
    membership
        .join()
        .ifPresent(
            owner -> {
              throw new TaskqException.Refused(
                  "cannot start as " + name,
                  "process " + owner.pid() + " has this name and was there a moment ago",
                  "Choose another with --hostname, or wait "
                      + GONE_AFTER.toSeconds()
                      + " s if that process is gone.");
            });
    return membership;
  }

  /** Enters the node under the first free of the names worker1, worker2 … of this host. */
  public Membership joinNumbered(String host, NodeFacts facts) {
    for (int number = 1; number <= MOST_OF_ONE_HOST; number++) {
      Membership membership = membership(NodeName.numbered(number, host), facts);
      if (membership.join().isEmpty()) {
        return membership;
      }
    }
    throw new TaskqException.Refused(
        "cannot find a name for this node",
        MOST_OF_ONE_HOST + " nodes of " + host + " are alive",
        "Choose one with --hostname.");
  }

  private Membership membership(NodeName name, NodeFacts facts) {
    return new Membership(redis, keys, name.toString(), UUID.randomUUID().toString(), facts);
  }

  /** The living nodes by name: those that reported within three intervals. */
  public List<Node> live() {
    Instant now = redis.time();
    return all().stream().filter(node -> node.silence(now).compareTo(GONE_AFTER) < 0).toList();
  }

  /** All nodes by name that reported within the last minute, the silent ones too. */
  public List<Node> all() {
    List<String> names =
        redis.ask("list the workers", client -> client.zrange(keys.nodes(), 0, -1)).stream()
            .sorted()
            .toList();
    List<Node> nodes = new ArrayList<>();
    for (String name : names) {
      Map<String, String> fields =
          redis.ask("read worker " + name, client -> client.hgetAll(keys.node(name)));
      node(name, fields).ifPresent(nodes::add);
    }
    return List.copyOf(nodes);
  }

  /** Empty when the entry has just expired, or is not one that we wrote. */
  private static Optional<Node> node(String name, Map<String, String> fields) {
    try {
      return Optional.of(
          new Node(
              name,
              text(fields, "boot_id"),
              Long.parseLong(text(fields, "pid")),
              Integer.parseInt(text(fields, "slots")),
              Integer.parseInt(text(fields, "busy")),
              queues(text(fields, "queues")),
              text(fields, "pool"),
              text(fields, "version"),
              Instant.ofEpochMilli(Long.parseLong(text(fields, "started"))),
              Instant.ofEpochMilli(Long.parseLong(text(fields, "seen")))));
    } catch (NumberFormatException | JsonException notOurs) {
      return Optional.empty();
    }
  }

  private static String text(Map<String, String> fields, String name) {
    return fields.getOrDefault(name, "");
  }

  private static List<String> queues(String json) {
    List<String> queues = new ArrayList<>();
    Json.parse(json)
        .asArray()
        .ifPresent(names -> names.forEach(name -> name.asText().ifPresent(queues::add)));
    return queues;
  }
}
