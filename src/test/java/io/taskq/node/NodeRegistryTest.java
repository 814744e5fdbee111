package io.taskq.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.error.TaskqException;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithRedis
class NodeRegistryTest {

  private static final NodeName MAIL = new NodeName("mail", "alpha");
  private static final Instant STARTED = Instant.parse("2030-01-01T00:00:00Z");
  private static final NodeFacts FACTS =
      new NodeFacts(4711, 5, List.of("celery", "海 报"), "threads", "0.1.0", STARTED);

  private Redis redis;
  private Keys keys;
  private NodeRegistry registry;

  @BeforeEach
  void create_registry(Redis redis, Keys keys) {
    this.redis = redis;
    this.keys = keys;
    registry = new NodeRegistry(redis, keys);
  }

  @Test
  void a_node_is_seen_with_all_it_told_last() {
    Membership mail = registry.join(MAIL, FACTS);

    mail.beat(2, 4, List.of("mail"));

    Node seen = registry.live().getFirst();
    assertThat(registry.live()).hasSize(1);
    assertThat(seen)
        .usingRecursiveComparison()
        .ignoringFields("seen")
        .isEqualTo(
            new Node(
                "mail@alpha",
                mail.bootId(),
                4711,
                4,
                2,
                List.of("mail"),
                "threads",
                "0.1.0",
                STARTED,
                STARTED));
    assertThat(seen.seen()).isBetween(redis.time().minusSeconds(5), redis.time());
    assertThat(seen.free()).isEqualTo(2);
  }

  @Test
  void nobody_is_alive_at_first() {
    assertThat(registry.live()).isEmpty();
    assertThat(registry.all()).isEmpty();
  }

  @Test
  void a_name_in_use_is_refused() {
    registry.join(MAIL, FACTS);

    assertThatThrownBy(() -> registry.join(MAIL, FACTS))
        .isInstanceOf(TaskqException.Refused.class)
        .hasMessageContaining("mail@alpha")
        .hasMessageContaining("4711");
    assertThat(registry.live()).hasSize(1);
  }

  @Test
  void nodes_without_a_name_take_the_next_free_number() {
    Membership first = registry.joinNumbered("alpha", FACTS);
    Membership second = registry.joinNumbered("alpha", FACTS);
    first.leave();
    Membership third = registry.joinNumbered("alpha", FACTS);

    assertThat(List.of(first.name(), second.name(), third.name()))
        .containsExactly("worker1@alpha", "worker2@alpha", "worker1@alpha");
  }

  @Test
  void the_name_of_a_silent_node_is_free_and_its_old_owner_is_told() {
    Membership silent = registry.join(MAIL, FACTS);
    silentFor(Duration.ofSeconds(7));

    Membership next = registry.join(MAIL, FACTS);

    assertThat(silent.beat(0, 4, List.of("mail"))).isFalse();
    assertThat(next.beat(0, 4, List.of("mail"))).isTrue();
    assertThat(registry.live()).extracting(Node::bootId).containsExactly(next.bootId());
  }

  @Test
  void a_silent_node_is_not_alive_but_still_shown() {
    registry.join(MAIL, FACTS);
    silentFor(Duration.ofSeconds(12));

    assertThat(registry.live()).isEmpty();
    Node shown = registry.all().getFirst();
    assertThat(shown.silence(redis.time())).isGreaterThanOrEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void a_node_whose_entry_expired_is_whole_again_after_one_beat() {
    Membership mail = registry.join(MAIL, FACTS);
    redis.ask("forget", client -> client.del(keys.node("mail@alpha")));

    assertThat(registry.live()).isEmpty();
    assertThat(mail.beat(1, 4, List.of("mail"))).isTrue();
    assertThat(registry.live()).extracting(Node::slots).containsExactly(4);
  }

  @Test
  void leaving_twice_does_nothing_more_and_never_removes_a_successor() {
    Membership old = registry.join(MAIL, FACTS);
    old.leave();
    registry.join(MAIL, FACTS);

    old.leave();

    assertThat(registry.live()).hasSize(1);
  }

  @Test
  void what_dies_without_leaving_expires() {
    registry.join(MAIL, FACTS);

    long left = redis.ask("look", client -> client.pttl(keys.node("mail@alpha")));

    assertThat(left).isBetween(50_000L, 60_000L);
  }

  @Test
  void names_of_the_long_gone_are_swept_by_the_next_beat() {
    redis.ask("plant", client -> client.zadd(keys.nodes(), 1000, "gone@alpha"));

    registry.join(MAIL, FACTS);

    List<String> names = redis.ask("look", client -> client.zrange(keys.nodes(), 0, -1));
    assertThat(names).containsExactly("mail@alpha");
  }

  @Test
  void an_entry_that_is_not_ours_is_left_out() {
    redis.ask("plant", client -> client.zadd(keys.nodes(), 9e15, "odd@alpha"));
    redis.ask("plant", client -> client.hset(keys.node("odd@alpha"), Map.of("pid", "x")));

    assertThat(registry.live()).isEmpty();
  }

  private void silentFor(Duration silence) {
    long seen = redis.time().minus(silence).toEpochMilli();
    redis.ask("age", client -> client.hset(keys.node("mail@alpha"), "seen", Long.toString(seen)));
  }
}
