package io.taskq.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.beat.BeatLedger.Leadership;
import io.taskq.config.Misfire;
import io.taskq.config.Misfire.Policy;
import io.taskq.error.TaskqException;
import io.taskq.message.Message;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.schedule.At;
import io.taskq.testing.RedisServer;
import io.taskq.testing.Seed;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithRedis
class BeatTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private Redis redis;
  private Keys keys;
  private TestBeats beats;

  @BeforeEach
  void remember(Redis redis, Keys keys) {
    this.redis = redis;
    this.keys = keys;
    this.beats = new TestBeats(redis, keys);
  }

  @Test
  void an_entry_begins_one_interval_after_it_was_first_seen() {
    Beat beat = beats.beat(List.of(Entries.every("a", SECOND, Policy.ONCE)));
    beat.tick();
    String entry = keys.beat("default", "entry:a");
    String anchor = redis.ask("test", client -> client.hget(entry, "anchor"));
    Instant start = Instant.ofEpochMilli(Long.parseLong(anchor));
    beats.clock.advance(Duration.between(beats.clock.instant(), start));

    assertThat(beats.messages()).isEmpty();
    beats.clock.advance(SECOND);
    beat.tick();
    assertThat(beats.messages()).hasSize(1);
    beats.clock.advance(SECOND);
    beat.tick();
    beat.tick();
    assertThat(beats.messages()).hasSize(2).allMatch(message -> message.task().equals("echo"));
    assertThat(beats.log).filteredOn(line -> line.contains("echo[")).hasSize(2);
  }

  @Test
  void a_rest_ends_when_the_next_slot_is_due() {
    At moment = new At(beats.clock.instant().plusMillis(1700));
    Beat beat =
        beats.beat(
            List.of(
                Entries.of(
                    "a", moment, new Misfire(Policy.ONCE, Optional.empty()), Duration.ZERO)));

    assertThat(beat.tick()).isEqualTo(Duration.ofMillis(1700));
    beats.clock.advance(Duration.ofMillis(1700));
    beat.tick();
    assertThat(beat.tick()).isEqualTo(Duration.ofMillis(300));
    assertThat(beats.messages()).hasSize(1);
  }

  @Test
  void a_second_beat_stands_by_until_the_first_resigns() {
    List<Entry> plan = List.of(Entries.every("a", SECOND, Policy.ONCE));
    Beat first = beats.beat(plan);
    Beat second = beats.beat(plan);
    first.tick();
    second.tick();

    first.resign();
    beats.clock.advance(Duration.ofSeconds(2));
    second.tick();

    assertThat(beats.log)
        .containsSubsequence(
            "schedule default: this beat leads",
            "schedule default: this beat stands by: another beat leads",
            "schedule default: this beat leads");
    assertThat(beats.messages()).isNotEmpty();
  }

  @Test
  void however_beats_come_and_go_each_slot_is_fired_once() {
    long seed = Seed.get();
    Random random = new Random(seed);
    List<Entry> plan = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      plan.add(Entries.every("e" + i, Duration.ofMillis(700 + i * 300L), Policy.ALL));
    }
    Beat[] running = {beats.beat(plan), beats.beat(plan), beats.beat(plan)};
    for (Beat beat : running) {
      beat.tick();
    }
    for (int i = 0; i < 800; i++) {
      beats.clock.advance(Duration.ofMillis(random.nextInt(600)));
      int one = random.nextInt(running.length);
      switch (random.nextInt(10)) {
        case 0 -> running[one] = beats.beat(plan);
        case 1 -> beats.forgetLead();
        case 2 -> running[one].resign();
        default -> running[one].tick();
      }
    }
    settle(plan);

    List<String> ids = beats.messages().stream().map(Message::id).toList();
    assertThat(ids).as("seed %d", seed).doesNotHaveDuplicates();
    assertThat(ids).as("seed %d", seed).hasSize(expected(plan));
  }

  @Test
  void a_changed_entry_starts_anew() {
    beats.beat(List.of(Entries.every("a", SECOND, Policy.ALL))).tick();
    beats.clock.advance(Duration.ofSeconds(10));
    beats.forgetLead();

    Beat changed = beats.beat(List.of(Entries.every("a", Duration.ofHours(1), Policy.ALL)));
    changed.tick();

    assertThat(beats.messages()).isEmpty();
    String entry = keys.beat("default", "entry:a");
    String spec = redis.ask("test", client -> client.hget(entry, "spec"));
    assertThat(spec).contains("PT1H");
  }

  @Test
  void one_queue_that_is_none_does_not_keep_the_others() {
    redis.ask("test", client -> client.set(keys.queue("celery").list(0), "not a list"));
    Entry good = Entries.every("good", SECOND, Policy.ALL);
    Entry elsewhere = Entries.on("other", 3, good);
    Beat beat = beats.beat(List.of(Entries.every("bad", SECOND, Policy.ALL), elsewhere));
    beat.tick();
    for (int i = 0; i < 8; i++) {
      beats.clock.advance(SECOND);
      beat.tick();
    }

    long other = redis.ask("test", client -> client.llen(keys.queue("other").list(1)));
    assertThat(other).isBetween(7L, 8L);
    assertThat(beats.log).filteredOn(line -> line.startsWith("bad: ")).hasSize(1);
  }

  @Test
  void an_outage_is_said_once_and_leaves_no_slot_out() {
    try (RedisServer own = RedisServer.startDurable();
        Redis there = Redis.connect(RedisUrl.parse(own.url()), RedisOptions.forCommand())) {
      remember(there, new Keys("", 0));
      List<Entry> plan = List.of(Entries.every("a", SECOND, Policy.ALL));
      Beat beat = beats.beat(plan);
      beat.tick();
      own.kill9();
      for (int i = 0; i < 5; i++) {
        beats.clock.advance(SECOND);
        beat.tick();
      }
      own.restart();
      beat.tick();
      settle(plan);

      assertThat(beats.messages()).hasSize(expected(plan));
      assertThat(beats.log).filteredOn(line -> line.endsWith("trying again")).hasSize(1);
      assertThat(beats.log).filteredOn(line -> line.startsWith("Redis is back")).hasSize(1);
    }
  }

  @Test
  void a_newer_layout_ends_the_beat_instead_of_being_asked_for_ever() {
    Beat beat = beats.beat(List.of(Entries.every("a", SECOND, Policy.ONCE)));
    redis.ask("test", client -> client.set(keys.schema(), "2"));

    assertThatThrownBy(beat::tick).isInstanceOf(TaskqException.NewerLayout.class);
    assertThat(beats.log).isEmpty();
  }

  private void settle(List<Entry> plan) {
    beats.forgetLead();
    Beat last = beats.beat(plan);
    for (int i = 0; i < 20; i++) {
      last.tick();
    }
    Leadership lead = new BeatLedger(redis, keys, "default").lead("nobody", SECOND, "");
    assertThat(lead.leads()).isFalse();
  }

  /** What the anchors in Redis and the clock say should have been fired. */
  private int expected(List<Entry> plan) {
    int count = 0;
    for (Entry entry : plan) {
      String anchor =
          redis.ask(
              "test",
              client -> client.hget(keys.beat("default", "entry:" + entry.name()), "anchor"));
      Instant start = Instant.ofEpochMilli(Long.parseLong(anchor));
      Optional<Instant> slot = entry.anchoredAt(start).schedule().next(start);
      while (!slot.orElseThrow().isAfter(beats.clock.instant())) {
        count++;
        slot = entry.anchoredAt(start).schedule().next(slot.get());
      }
    }
    return count;
  }
}
