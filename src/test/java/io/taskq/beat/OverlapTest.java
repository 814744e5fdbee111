package io.taskq.beat;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.config.Misfire.Policy;
import io.taskq.config.Overlap;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a slot whose entry's last run is not over. */
@WithRedis
class OverlapTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private TestBeats beats;

  @BeforeEach
  void make_beats(Redis redis, Keys keys) {
    beats = new TestBeats(redis, keys);
  }

  @Test
  void slots_are_left_out_while_the_last_run_waits_in_its_queue() {
    Beat beat = beats.beat(entry(Overlap.Policy.SKIP, Duration.ofHours(1)));
    beats.begin(beat);

    beats.pass(Duration.ofSeconds(5), SECOND, beat);

    assertThat(beats.messages()).hasSize(1);
    assertThat(beats.history("a"))
        .containsExactly("FIRED", "SKIPPED", "SKIPPED", "SKIPPED", "SKIPPED");
    assertThat(beats.log).anyMatch(line -> line.contains("is left out: the run "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SUCCESS", "FAILURE", "REVOKED"})
  void the_next_slot_is_fired_when_the_last_run_has_a_final_result(String state) {
    Beat beat = beats.beat(entry(Overlap.Policy.SKIP, Duration.ofHours(1)));
    beats.begin(beat);
    beats.pass(Duration.ofSeconds(3), SECOND, beat);

    beats.store(beats.messages().getFirst().id(), state);
    beats.pass(SECOND, SECOND, beat);

    assertThat(beats.messages()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"STARTED", "RETRY", "PROGRESS"})
  void a_run_under_way_is_not_over(String state) {
    Beat beat = beats.beat(entry(Overlap.Policy.SKIP, Duration.ofHours(1)));
    beats.begin(beat);
    beats.pass(SECOND, SECOND, beat);
    beats.store(beats.messages().getFirst().id(), state);
    beats.purge();

    beats.pass(Duration.ofSeconds(3), SECOND, beat);

    assertThat(beats.messages()).isEmpty();
  }

  @Test
  void a_run_nobody_knows_is_over() {
    Beat beat = beats.beat(entry(Overlap.Policy.SKIP, Duration.ofHours(1)));
    beats.begin(beat);
    beats.pass(SECOND, SECOND, beat);
    beats.purge();

    beats.pass(SECOND, SECOND, beat);

    assertThat(beats.messages()).hasSize(1);
  }

  @Test
  void a_run_older_than_the_timeout_counts_as_over() {
    Beat beat = beats.beat(entry(Overlap.Policy.SKIP, Duration.ofSeconds(4)));
    beats.begin(beat);

    beats.pass(Duration.ofSeconds(9), SECOND, beat);

    assertThat(beats.messages()).hasSizeBetween(2, 3);
  }

  @Test
  void one_slot_waits_for_the_last_run_and_is_fired_when_that_is_over() {
    Beat beat = beats.beat(entry(Overlap.Policy.BUFFER_ONE, Duration.ofHours(1)));
    beats.begin(beat);
    beats.pass(Duration.ofSeconds(4), SECOND, beat);
    assertThat(beats.messages()).hasSize(1);

    beats.store(beats.messages().getFirst().id(), "SUCCESS");
    beats.pass(Duration.ofMillis(900), Duration.ofMillis(300), beat);

    assertThat(beats.slots()).hasSize(2);
    assertThat(Duration.between(beats.slots().get(0), beats.slots().get(1))).isEqualTo(SECOND);
    assertThat(beats.history("a")).startsWith("FIRED", "WAITS", "SKIPPED", "SKIPPED", "FIRED");
  }

  @Test
  void a_slot_that_waits_is_fired_by_the_next_leader_and_once() {
    Entry entry = entry(Overlap.Policy.BUFFER_ONE, Duration.ofHours(1));
    Beat first = beats.beat(entry);
    beats.begin(first);
    beats.pass(Duration.ofSeconds(2), SECOND, first);
    beats.forgetLead();
    beats.store(beats.messages().getFirst().id(), "SUCCESS");

    Beat second = beats.beat(entry);
    second.tick();
    second.tick();
    first.tick();
    first.tick();

    assertThat(beats.messages()).hasSize(2);
    assertThat(beats.messages()).extracting(message -> message.id()).doesNotHaveDuplicates();
  }

  @Test
  void a_run_by_hand_counts_as_the_last_run() {
    Entry entry = entry(Overlap.Policy.SKIP, Duration.ofHours(1));
    Beat beat = beats.beat(entry);
    beats.begin(beat);
    beats.pass(SECOND, SECOND, beat);
    String first = beats.messages().getFirst().id();
    beats.store(first, "SUCCESS");
    beats.extras().run(entry, "by-hand", beats.clock.instant());

    beats.pass(Duration.ofSeconds(2), SECOND, beat);

    assertThat(beats.messages()).extracting(m -> m.id()).containsExactly(first, "by-hand");
  }

  private static Entry entry(Overlap.Policy policy, Duration timeout) {
    return Entries.with(
        Entries.every("a", SECOND, Policy.ALL), new Overlap(policy, timeout), Optional.empty());
  }
}
