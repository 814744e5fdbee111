package io.taskq.beat;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.config.Misfire;
import io.taskq.config.Misfire.Policy;
import io.taskq.schedule.CronText;
import io.taskq.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DueTest {

  private static final Schedule HOURLY = CronText.parse("0 * * * *", Entries.UTC);
  private static final Duration GRACE = Duration.ofSeconds(18);
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  @Test
  void nothing_is_due_before_its_time() {
    Due due = Due.of(entry(Policy.ONCE, Optional.empty()), NOON, NOON.plusSeconds(3599), GRACE);

    assertThat(due.slots()).isEmpty();
    assertThat(due.wake()).contains(NOON.plusSeconds(3600));
  }

  @Test
  void every_slot_within_the_grace_is_fired() {
    Entry often = Entries.every("often", Duration.ofSeconds(5), Policy.SKIP);

    Due due = Due.of(often.anchoredAt(NOON), NOON, NOON.plusSeconds(16), GRACE);

    assertThat(due.slots())
        .containsExactly(NOON.plusSeconds(5), NOON.plusSeconds(10), NOON.plusSeconds(15));
    assertThat(due.missed()).isEmpty();
  }

  @Test
  void of_missed_slots_the_last_one_is_fired() {
    Due due = after(Policy.ONCE, Optional.empty(), Duration.ofHours(5).plusMinutes(10));

    assertThat(due.slots()).containsExactly(NOON.plus(Duration.ofHours(5)));
    assertThat(due.missed()).contains(NOON.plus(Duration.ofHours(1)));
  }

  @Test
  void of_missed_slots_none_is_fired() {
    Due due = after(Policy.SKIP, Optional.empty(), Duration.ofHours(5).plusMinutes(10));

    assertThat(due.slots()).isEmpty();
    assertThat(due.done()).isEqualTo(NOON.plus(Duration.ofHours(5)));
  }

  @Test
  void a_slot_that_has_just_come_is_not_missed_though_those_before_it_were() {
    Due due = after(Policy.SKIP, Optional.empty(), Duration.ofHours(5).plusSeconds(1));

    assertThat(due.slots()).containsExactly(NOON.plus(Duration.ofHours(5)));
  }

  @Test
  void of_missed_slots_all_are_fired_that_are_not_too_old() {
    Optional<Duration> catchup = Optional.of(Duration.ofHours(2));

    Due due = after(Policy.ALL, catchup, Duration.ofHours(5).plusMinutes(10));

    assertThat(due.slots())
        .containsExactly(NOON.plus(Duration.ofHours(4)), NOON.plus(Duration.ofHours(5)));
  }

  @Test
  void the_last_one_is_dropped_too_when_it_is_too_old() {
    Optional<Duration> catchup = Optional.of(Duration.ofMinutes(5));

    Due due = after(Policy.ONCE, catchup, Duration.ofHours(5).plusMinutes(10));

    assertThat(due.slots()).isEmpty();
    assertThat(due.done()).isEqualTo(NOON.plus(Duration.ofHours(5)));
  }

  @Test
  void many_missed_slots_are_fired_in_several_goes() {
    Entry often = Entries.every("often", Duration.ofSeconds(1), Policy.ALL).anchoredAt(NOON);
    Instant now = NOON.plusSeconds(1000);
    List<Instant> fired = new ArrayList<>();

    Due due = Due.of(often, NOON, now, GRACE);
    while (!due.slots().isEmpty()) {
      fired.addAll(due.slots());
      assertThat(due.slots()).hasSizeLessThanOrEqualTo(100);
      due = Due.of(often, due.done(), now, GRACE);
    }

    assertThat(fired).hasSize(1000).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void jitter_delays_each_slot_by_its_own_share_and_never_more() {
    Misfire misfire = new Misfire(Policy.ONCE, Optional.empty());
    Entry entry = Entries.of("jittery", HOURLY, misfire, Duration.ofSeconds(30));
    List<Duration> delays = new ArrayList<>();
    Instant slot = NOON;
    for (int i = 0; i < 200; i++) {
      slot = HOURLY.next(slot).orElseThrow();
      delays.add(Duration.between(slot, entry.due(slot)));
      assertThat(entry.due(slot)).isEqualTo(entry.due(slot));
      assertThat(Due.of(entry, NOON, entry.due(slot), GRACE).slots()).contains(slot);
    }

    assertThat(delays)
        .allMatch(delay -> !delay.isNegative() && delay.compareTo(Duration.ofSeconds(30)) <= 0);
    assertThat(delays.stream().distinct().count()).isGreaterThan(150);
  }

  private static Due after(Policy policy, Optional<Duration> catchup, Duration rest) {
    return Due.of(entry(policy, catchup), NOON, NOON.plus(rest), GRACE);
  }

  private static Entry entry(Policy policy, Optional<Duration> catchup) {
    return Entries.of("hourly", HOURLY, new Misfire(policy, catchup), Duration.ZERO);
  }
}
