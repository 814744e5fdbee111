package io.taskq.node;

import io.taskq.json.JsonArray;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.Script;
import java.util.List;
import java.util.Optional;

/**
 * One node's place in the registry, from joining to leaving.
 *
 * <p>Thread-safe: it changes nothing but Redis.
 */
public final class Membership {

  private static final Script<List<?>> BEAT =
      Script.load(Membership.class, "beat", reply -> (List<?>) reply);
  private static final Script<Long> LEAVE =
      Script.load(Membership.class, "leave", reply -> (Long) reply);

  /** Who has a name. */
  record Owner(String seen, String pid) {}

  private final Redis redis;
  private final Keys keys;
  private final String name;
  private final String bootId;
  private final NodeFacts facts;

  Membership(Redis redis, Keys keys, String name, String bootId, NodeFacts facts) {
    this.redis = redis;
    this.keys = keys;
    this.name = name;
    this.bootId = bootId;
    this.facts = facts;
  }

  public String name() {
    return name;
  }

  public String bootId() {
    return bootId;
  }

  /**
   * Says that the node is alive, and what may have changed since it joined. Belongs to every {@link
   * NodeRegistry#INTERVAL}.
   *
   * @param busy how many of the slots are
   * @return false when another node took the name while this one was silent for too long
   */
  public boolean beat(int busy, int slots, List<String> queues) {
    return write(busy, slots, queues).isEmpty();
  }

  /** Gives the name back. Does nothing when it belongs to another by now. */
  public void leave() {
    LEAVE.run(redis, List.of(keys.nodes(), keys.node(name)), List.of(name, bootId));
  }

  /** Takes the name. Empty when it is ours, else who has it. */
  Optional<Owner> join() {
    return write(0, facts.slots(), facts.queues());
  }

  private Optional<Owner> write(int busy, int slots, List<String> queues) {
    List<?> owner =
        BEAT.run(
            redis,
            List.of(keys.nodes(), keys.node(name)),
            List.of(
                name,
                bootId,
                Long.toString(NodeRegistry.GONE_AFTER.toMillis()),
                Long.toString(NodeRegistry.KEPT.toMillis()),
                Long.toString(facts.pid()),
                Integer.toString(slots),
                Integer.toString(busy),
                JsonArray.ofTexts(queues).text(),
                facts.pool(),
                facts.version(),
                Long.toString(facts.started().toEpochMilli())));
    return owner.isEmpty()
        ? Optional.empty()
        : Optional.of(new Owner((String) owner.get(0), (String) owner.get(1)));
  }
}
