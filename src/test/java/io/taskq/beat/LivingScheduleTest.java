package io.taskq.beat;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.config.Misfire.Policy;
import io.taskq.config.Overlap;
import io.taskq.config.ScheduleFile;
import io.taskq.message.Message;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.testing.WithRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schedule that people look at, steer and edit while it is fired. */
@WithRedis
class LivingScheduleTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir private Path folder;
  private TestBeats beats;
  private Redis redis;
  private Keys keys;

  @BeforeEach
  void make_beats(Redis redis, Keys keys) {
    this.redis = redis;
    this.keys = keys;
    beats = new TestBeats(redis, keys);
  }

  @Test
  void a_paused_entry_leaves_its_slots_out_and_goes_on_from_the_next_one() {
    Beat beat = beats.beat(every("a"), every("b"));
    beats.begin(beat);
    beats.pass(Duration.ofSeconds(2), SECOND, beat);

    assertThat(beats.living.pause("a", "the disk is full")).isTrue();
    assertThat(beats.living.pause("a", "the disk is full")).isFalse();
    beats.pass(Duration.ofSeconds(3), SECOND, beat);
    assertThat(count("a")).isEqualTo(2);
    assertThat(count("b")).isEqualTo(5);
    assertThat(beats.living.states(List.of("a")).getFirst().note()).isEqualTo("the disk is full");
    assertThat(beats.log).filteredOn(line -> line.contains("paused")).hasSize(1);

    assertThat(beats.living.resume("a")).isTrue();
    assertThat(beats.living.resume("a")).isFalse();
    beats.pass(SECOND, SECOND, beat);
    assertThat(count("a")).isEqualTo(3);
    assertThat(beats.history("a")).containsExactly("FIRED", "FIRED", "PAUSED", "RESUMED", "FIRED");
  }

  @Test
  void a_pause_holds_for_the_next_leader_and_for_a_beat_that_was_not_there() {
    beats.beat(every("a")).tick();
    beats.living.pause("a", "");
    beats.forgetLead();
    beats.clock.advance(Duration.ofSeconds(3));

    Beat next = beats.beat(every("a"));
    beats.begin(next);
    next.tick();

    assertThat(beats.messages()).isEmpty();
  }

  @Test
  void what_came_before_the_resume_is_left_out_though_no_beat_was_there() {
    beats.beat(every("a")).tick();
    beats.forgetLead();
    beats.living.pause("a", "");
    beats.living.resume("a");
    Instant resumed = beats.living.states(List.of("a")).getFirst().resumed().orElseThrow();

    Beat next = beats.beat(every("a"));
    beats.begin(next);
    beats.pass(Duration.ofSeconds(2), SECOND, next);

    assertThat(beats.slots()).isNotEmpty().allMatch(slot -> slot.isAfter(resumed));
  }

  @Test
  void an_entry_is_fired_as_often_as_its_limit_whichever_beat_leads() {
    Entry entry = Entries.with(every("a"), Overlap.ALLOWED, Optional.of(3));
    Beat first = beats.beat(entry);
    beats.begin(first);
    beats.pass(Duration.ofSeconds(2), SECOND, first);
    beats.forgetLead();

    Beat second = beats.beat(entry);
    second.tick();
    beats.pass(Duration.ofSeconds(5), SECOND, second);

    assertThat(beats.messages()).hasSize(3);
    assertThat(beats.living.states(List.of("a")).getFirst().count()).isEqualTo(3);
  }

  @Test
  void of_many_slots_at_once_no_more_are_fired_than_the_limit() {
    Beat beat = beats.beat(Entries.with(every("a"), Overlap.ALLOWED, Optional.of(3)));
    beats.begin(beat);
    beats.clock.advance(Duration.ofSeconds(10));
    beat.tick();
    beat.tick();

    assertThat(beats.messages()).hasSize(3);
  }

  @Test
  void a_message_has_its_slot_and_all_its_options() {
    Entry entry = Entries.on("reports", 3, Entries.every("a", SECOND, Policy.ALL));
    Beat beat = beats.beat(entry);
    beats.begin(beat);
    beats.pass(SECOND, SECOND, beat);

    String raw = redis.ask("test", client -> client.rpop(keys.queue("reports").list(1)));
    Message message = beats.decode(raw);
    Instant anchor = beats.living.states(List.of("a")).getFirst().anchor().orElseThrow();
    assertThat(message.headers().textOf("taskq_slot")).contains(anchor.plus(SECOND).toString());
    assertThat(message.headers().textOf("tenant")).contains("acme");
    assertThat(message.headers().get("taskq_max_retries").asLong()).contains(2L);
    assertThat(message.hardLimit()).contains(Duration.ofSeconds(60));
    assertThat(message.softLimit()).contains(Duration.ofSeconds(30));
    assertThat(message.expires()).isPresent();
    assertThat(message.id()).isEqualTo(beats.extras().idOf(entry, anchor.plus(SECOND)));
  }

  @Test
  void a_slot_is_backfilled_once_and_never_one_that_was_just_fired() {
    Entry entry = every("a");
    Beat beat = beats.beat(entry);
    beats.begin(beat);
    beats.pass(SECOND, SECOND, beat);
    Instant fired = beats.slots().getFirst();
    Instant before = fired.minusSeconds(3600);

    Extras extras = beats.extras();
    assertThat(extras.backfill(entry, fired, fired, Optional.empty())).isFalse();
    assertThat(extras.backfill(entry, before, fired, Optional.empty())).isTrue();
    assertThat(extras.backfill(entry, before, fired, Optional.empty())).isFalse();
    assertThat(extras.backfill(entry, before, fired, Optional.of("another"))).isTrue();
    beats.pass(SECOND, SECOND, beat);

    assertThat(beats.slots()).containsExactly(fired, before, before, fired.plusSeconds(1));
    assertThat(beats.history("a")).containsExactly("FIRED", "BACKFILL", "BACKFILL", "FIRED");
  }

  @Test
  void a_changed_file_is_taken_and_entries_keep_where_they_stand() {
    write("a: {task: echo, every: 1s}", "b: {task: echo, every: 1s}", "c: {task: echo, every: 1s}");
    Beat beat = beats.beat(file());
    beats.begin(beat);
    beats.pass(Duration.ofSeconds(3), SECOND, beat);
    Instant anchor = beats.living.states(List.of("a")).getFirst().anchor().orElseThrow();

    write("a: {task: echo, every: 1s}", "b: {task: echo, every: 1h}", "d: {task: echo, every: 1s}");
    beats.pass(Duration.ofSeconds(6), SECOND, beat);

    assertThat(beats.log)
        .contains("schedule default was read again: 3 entries; new: d; changed: b; gone: c");
    assertThat(beats.living.names()).containsExactly("a", "b", "d");
    assertThat(beats.living.states(List.of("a")).getFirst().anchor()).contains(anchor);
    assertThat(count("a")).isEqualTo(9);
    assertThat(count("b")).isLessThanOrEqualTo(5);
    assertThat(beats.history("c")).hasSizeBetween(3, 5).containsOnly("FIRED");
    assertThat(beats.history("d")).isNotEmpty();
  }

  @Test
  void a_wrong_file_is_refused_as_a_whole_and_the_old_one_stays() {
    write("a: {task: echo, every: 1s}");
    Beat beat = beats.beat(file());
    beats.begin(beat);

    write("a: {task: echo, every: 1h}", "b: {task: echo, crontab: {hour: 24}}");
    beats.pass(Duration.ofSeconds(6), SECOND, beat);
    assertThat(beats.log)
        .filteredOn(line -> line.contains("is not taken, the old one stays"))
        .hasSize(1)
        .allMatch(line -> line.contains("line 3") && line.contains("The hour is 0 to 23"));
    assertThat(count("a")).isEqualTo(6);

    write("a: {task: echo, every: 1s}", "b: {task: echo, every: 1s}");
    beats.pass(Duration.ofSeconds(6), SECOND, beat);
    assertThat(count("a")).isEqualTo(12);
    assertThat(beats.history("b")).isNotEmpty();
  }

  @Test
  void a_queue_that_cannot_be_is_refused_with_the_file() {
    write("a: {task: echo, every: 1s}");
    Beat beat = beats.beat(file());
    beats.begin(beat);

    write("a: {task: echo, every: 1s, options: {queue: 'a{b}'}}");
    beats.pass(Duration.ofSeconds(4), SECOND, beat);

    assertThat(beats.log).anyMatch(line -> line.contains("is not taken"));
    assertThat(count("a")).isEqualTo(4);
  }

  @Test
  void a_beat_with_another_schedule_under_the_same_name_says_so_once() {
    beats.beat(every("a")).tick();
    Beat other = beats.beat(every("a"), every("b"));

    beats.pass(Duration.ofSeconds(4), SECOND, other);

    assertThat(beats.log).filteredOn(line -> line.contains("has another schedule")).hasSize(1);
  }

  @Test
  void a_lead_from_before_the_clock_was_set_back_holds_nobody_off() {
    beats.beat(every("a")).tick();
    long ahead = redis.time().plus(Duration.ofHours(1)).toEpochMilli();
    redis.ask(
        "test",
        client -> client.hset(keys.beat("default", "lease"), "until", Long.toString(ahead)));
    assertThat(beats.living.leader()).isEmpty();

    beats.beat(every("a")).tick();

    assertThat(beats.log).filteredOn(line -> line.endsWith("this beat leads")).hasSize(2);
  }

  @Test
  void a_leader_is_seen_until_its_lease_is_over() {
    assertThat(beats.living.leader()).isEmpty();
    Beat beat = beats.beat(every("a"));
    beats.begin(beat);
    assertThat(beats.living.leader()).isPresent();

    beat.resign();

    assertThat(beats.living.leader()).isEmpty();
  }

  private PlanFile file() {
    Path file = folder.resolve("schedule.yml");
    return new PlanFile(
        file, () -> Plan.of(ScheduleFile.read(folder, "schedule.yml", Entries.UTC)));
  }

  private void write(String... entries) {
    try {
      Files.writeString(
          folder.resolve("schedule.yml"), "entries:\n  " + String.join("\n  ", entries) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long count(String entry) {
    return beats.history(entry).stream().filter("FIRED"::equals).count();
  }

  private static Entry every(String name) {
    return Entries.every(name, SECOND, Policy.ALL);
  }
}
