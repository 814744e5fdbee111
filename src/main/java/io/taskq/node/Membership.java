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
   * Says that the node is alive, with so many slots busy. Belongs to every {@link
   * NodeRegistry#INTERVAL}.
   *
   * @return false when another node took the name while this one was silent for too long
   */
  public boolean beat(int busy) {
    return write(busy).isEmpty();
  }

  /** Gives the name back. Does nothing when it belongs to another by now. */
  public void leave() {
    LEAVE.run(redis, List.of(keys.nodes(), keys.node(name)), List.of(name, bootId));
  }

  /** Empty when written, else who has the name. */
  Optional<Owner> write(int busy) {
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
                Integer.toString(facts.slots()),
                Integer.toString(busy),
                JsonArray.ofTexts(facts.queues()).text(),
                facts.pool(),
                facts.version(),
                Long.toString(facts.started().toEpochMilli())));
    return owner.isEmpty()
        ? Optional.empty()
        : Optional.of(new Owner((String) owner.get(0), (String) owner.get(1)));
  }
}
