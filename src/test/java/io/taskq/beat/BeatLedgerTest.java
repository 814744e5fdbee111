package io.taskq.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.taskq.beat.BeatLedger.Fired;
import io.taskq.beat.BeatLedger.Leadership;
import io.taskq.beat.BeatLedger.Slot;
import io.taskq.beat.BeatLedger.Target;
import io.taskq.error.TaskqException;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithRedis
class BeatLedgerTest {

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Instant NEVER = Instant.EPOCH;
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
  private static final Target TARGET = new Target("mail", 0, "message");

  private BeatLedger ledger;
  private Redis redis;
  private Keys keys;

  @BeforeEach
  void create_ledger(Redis redis, Keys keys) {
    this.redis = redis;
    this.keys = keys;
    ledger = new BeatLedger(redis, keys, "default");
  }

  @Test
  void one_beat_leads_and_keeps_its_epoch() {
    Leadership first = ledger.lead("a", LEASE);

    Leadership other = ledger.lead("b", LEASE);
    Leadership again = ledger.lead("a", LEASE);

    assertThat(first.leads()).isTrue();
    assertThat(other.leads()).isFalse();
    assertThat(other.left()).isBetween(Duration.ofSeconds(1), LEASE);
    assertThat(again).isEqualTo(first);
  }

  @Test
  void a_leader_that_is_silent_is_followed_by_one_with_a_greater_epoch() {
    String old = ledger.lead("a", Duration.ofMillis(1)).epoch();

    await().until(() -> ledger.lead("b", LEASE).leads());

    assertThat(Long.parseLong(ledger.lead("b", LEASE).epoch())).isGreaterThan(Long.parseLong(old));
  }

  @Test
  void a_slot_is_fired_once_and_a_stale_leader_fires_nothing() {
    Slot slot = new Slot("report", NEVER, NOON);
    Slot next = new Slot("report", NOON, NOON.plusSeconds(60));

    assertThat(ledger.fire("5", slot, TARGET)).isEqualTo(Fired.FIRED);
    assertThat(ledger.fire("5", slot, TARGET)).isEqualTo(Fired.MOVED);
    assertThat(ledger.fire("4", next, TARGET)).isEqualTo(Fired.FENCED);
    assertThat(length()).isEqualTo(1);
  }

  @Test
  void a_slot_whose_entry_was_forgotten_is_not_fired_again() {
    Slot slot = new Slot("report", NEVER, NOON);
    ledger.fire("5", slot, TARGET);
    redis.ask("test", client -> client.del(keys.beat("default", "entry:report")));

    assertThat(ledger.fire("5", slot, TARGET)).isEqualTo(Fired.AGAIN);
    assertThat(length()).isEqualTo(1);
  }

  @Test
  void a_target_of_another_type_leaves_the_slot_to_be_fired() {
    Slot slot = new Slot("report", NEVER, NOON);
    redis.ask("test", client -> client.set(keys.queue("mail").list(0), "not a list"));

    assertThatThrownBy(() -> ledger.fire("5", slot, TARGET))
        .isInstanceOf(TaskqException.Refused.class);
    redis.ask("test", client -> client.del(keys.queue("mail").list(0)));
    assertThat(ledger.fire("5", slot, TARGET)).isEqualTo(Fired.FIRED);
  }

  private long length() {
    return redis.ask("test", client -> client.llen(keys.queue("mail").list(0)));
  }
}
