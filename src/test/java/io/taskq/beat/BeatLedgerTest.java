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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithRedis
class BeatLedgerTest {

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Instant NEVER = Instant.EPOCH;
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
  private static final Target TARGET = new Target("id", "mail", 0, "message");

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
    Leadership first = ledger.lead("a", LEASE, "plan");

    Leadership other = ledger.lead("b", LEASE, "plan");
    Leadership again = ledger.lead("a", LEASE, "plan");

    assertThat(first.leads()).isTrue();
    assertThat(other.leads()).isFalse();
    assertThat(other.left()).isBetween(Duration.ofSeconds(1), LEASE);
    assertThat(again).isEqualTo(first);
  }

  @Test
  void a_leader_that_is_silent_is_followed_by_one_with_a_greater_epoch() {
    String old = ledger.lead("a", Duration.ofMillis(1), "plan").epoch();

    await().until(() -> ledger.lead("b", LEASE, "plan").leads());

    assertThat(Long.parseLong(ledger.lead("b", LEASE, "plan").epoch()))
        .isGreaterThan(Long.parseLong(old));
  }

  @Test
  void a_slot_is_fired_once_and_a_stale_leader_fires_nothing() {
    Slot slot = slot(NEVER, NOON);
    Slot next = slot(NOON, NOON.plusSeconds(60));

    assertThat(fire("5", slot)).isEqualTo(Fired.FIRED);
    assertThat(fire("5", slot)).isEqualTo(Fired.MOVED);
    assertThat(fire("4", next)).isEqualTo(Fired.FENCED);
    assertThat(length()).isEqualTo(1);
  }

  @Test
  void a_slot_whose_entry_was_forgotten_is_not_fired_again() {
    Slot slot = slot(NEVER, NOON);
    fire("5", slot);
    redis.ask("test", client -> client.del(keys.beat("default", "entry:report")));

    assertThat(fire("5", slot)).isEqualTo(Fired.AGAIN);
    assertThat(length()).isEqualTo(1);
  }

  @Test
  void a_target_of_another_type_leaves_the_slot_to_be_fired() {
    Slot slot = slot(NEVER, NOON);
    redis.ask("test", client -> client.set(keys.queue("mail").list(0), "not a list"));

    assertThatThrownBy(() -> fire("5", slot)).isInstanceOf(TaskqException.Refused.class);
    redis.ask("test", client -> client.del(keys.queue("mail").list(0)));
    assertThat(fire("5", slot)).isEqualTo(Fired.FIRED);
  }

  private static Slot slot(Instant last, Instant at) {
    return new Slot("report", last, at, TARGET, "", 0, false);
  }

  private Fired fire(String epoch, Slot slot) {
    return ledger.fire(epoch, List.of(slot)).getFirst().get();
  }

  private long length() {
    return redis.ask("test", client -> client.llen(keys.queue("mail").list(0)));
  }
}
