package io.taskq.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.beat.BeatLedger.Leadership;
import io.taskq.broker.Broker;
import io.taskq.config.Misfire;
import io.taskq.config.Misfire.Policy;
import io.taskq.config.SettingsReader;
import io.taskq.error.TaskqException;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Undecodable;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.result.ResultStore;
import io.taskq.schedule.At;
import io.taskq.testing.ManualClock;
import io.taskq.testing.RedisServer;
import io.taskq.testing.Seed;
import io.taskq.testing.WithRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithRedis
class BeatTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<String> log = new ArrayList<>();
  private final MessageCodec codec = new MessageCodec(1_000_000, Entries.UTC);
  private Redis redis;
  private Keys keys;
  private ManualClock clock;
  private int beats;

  @BeforeEach
  void remember(Redis redis, Keys keys) {
    this.redis = redis;
    this.keys = keys;
    // Entries are anchored by Redis' own clock, which is a little ahead of this reading.
    clock = ManualClock.at(redis.time().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
  }

  @Test
  void an_entry_begins_one_interval_after_it_was_first_seen() {
    Beat beat = beat(List.of(Entries.every("a", SECOND, Policy.ONCE)));
    beat.tick();
    String entry = keys.beat("default", "entry:a");
    String anchor = redis.ask("test", client -> client.hget(entry, "anchor"));
    Instant start = Instant.ofEpochMilli(Long.parseLong(anchor));
    clock.advance(Duration.between(clock.instant(), start));

    assertThat(messages()).isEmpty();
    clock.advance(SECOND);
    beat.tick();
    assertThat(messages()).hasSize(1);
    clock.advance(SECOND);
    beat.tick();
    beat.tick();
    assertThat(messages()).hasSize(2).allMatch(message -> message.task().equals("echo"));
    assertThat(log).filteredOn(line -> line.contains("echo[")).hasSize(2);
  }

  @Test
  void a_rest_ends_when_the_next_slot_is_due() {
    At moment = new At(clock.instant().plusMillis(1700));
    Beat beat =
        beat(
            List.of(
                Entries.of(
                    "a", moment, new Misfire(Policy.ONCE, Optional.empty()), Duration.ZERO)));

    assertThat(beat.tick()).isEqualTo(Duration.ofMillis(1700));
    clock.advance(Duration.ofMillis(1700));
    beat.tick();
    assertThat(beat.tick()).isEqualTo(Duration.ofMillis(300));
    assertThat(messages()).hasSize(1);
  }

  @Test
  void a_second_beat_stands_by_until_the_first_resigns() {
    List<Entry> plan = List.of(Entries.every("a", SECOND, Policy.ONCE));
    Beat first = beat(plan);
    Beat second = beat(plan);
    first.tick();
    second.tick();

    first.resign();
    clock.advance(Duration.ofSeconds(2));
    second.tick();

    assertThat(log)
        .containsSubsequence(
            "schedule default: this beat leads",
            "schedule default: this beat stands by: another beat leads",
            "schedule default: this beat leads");
    assertThat(messages()).isNotEmpty();
  }

  @Test
  void however_beats_come_and_go_each_slot_is_fired_once() {
    long seed = Seed.get();
    Random random = new Random(seed);
    List<Entry> plan = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      plan.add(Entries.every("e" + i, Duration.ofMillis(700 + i * 300L), Policy.ALL));
    }
    Beat[] running = {beat(plan), beat(plan), beat(plan)};
    for (Beat beat : running) {
      beat.tick();
    }
    for (int i = 0; i < 800; i++) {
      clock.advance(Duration.ofMillis(random.nextInt(600)));
      int one = random.nextInt(running.length);
      switch (random.nextInt(10)) {
        case 0 -> running[one] = beat(plan);
        case 1 -> redis.ask("test", client -> client.del(keys.beat("default", "lease")));
        case 2 -> running[one].resign();
        default -> running[one].tick();
      }
    }
    settle(plan);

    List<String> ids = messages().stream().map(Message::id).toList();
    assertThat(ids).as("seed %d", seed).doesNotHaveDuplicates();
    assertThat(ids).as("seed %d", seed).hasSize(expected(plan));
  }

  @Test
  void a_changed_entry_starts_anew() {
    beat(List.of(Entries.every("a", SECOND, Policy.ALL))).tick();
    clock.advance(Duration.ofSeconds(10));
    redis.ask("test", client -> client.del(keys.beat("default", "lease")));

    Beat changed = beat(List.of(Entries.every("a", Duration.ofHours(1), Policy.ALL)));
    changed.tick();

    assertThat(messages()).isEmpty();
    String entry = keys.beat("default", "entry:a");
    String spec = redis.ask("test", client -> client.hget(entry, "spec"));
    assertThat(spec).contains("PT1H");
  }

  @Test
  void one_queue_that_is_none_does_not_keep_the_others() {
    redis.ask("test", client -> client.set(keys.queue("celery").list(0), "not a list"));
    Entry good = Entries.every("good", SECOND, Policy.ALL);
    Entry elsewhere = Entries.on("other", 3, good);
    Beat beat = beat(List.of(Entries.every("bad", SECOND, Policy.ALL), elsewhere));
    beat.tick();
    for (int i = 0; i < 8; i++) {
      clock.advance(SECOND);
      beat.tick();
    }

    long other = redis.ask("test", client -> client.llen(keys.queue("other").list(1)));
    assertThat(other).isBetween(7L, 8L);
    assertThat(log).filteredOn(line -> line.startsWith("bad: ")).hasSize(1);
  }

  @Test
  void an_outage_is_said_once_and_leaves_no_slot_out() {
    try (RedisServer own = RedisServer.startDurable();
        Redis there = Redis.connect(RedisUrl.parse(own.url()), RedisOptions.forCommand())) {
      redis = there;
      keys = new Keys("", 0);
      clock = ManualClock.at(there.time().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
      List<Entry> plan = List.of(Entries.every("a", SECOND, Policy.ALL));
      Beat beat = beat(plan);
      beat.tick();
      own.kill9();
      for (int i = 0; i < 5; i++) {
        clock.advance(SECOND);
        beat.tick();
      }
      own.restart();
      beat.tick();
      settle(plan);

      assertThat(messages()).hasSize(expected(plan));
      assertThat(log).filteredOn(line -> line.endsWith("trying again")).hasSize(1);
      assertThat(log).filteredOn(line -> line.startsWith("Redis is back")).hasSize(1);
    }
  }

  @Test
  void a_newer_layout_ends_the_beat_instead_of_being_asked_for_ever() {
    Beat beat = beat(List.of(Entries.every("a", SECOND, Policy.ONCE)));
    redis.ask("test", client -> client.set(keys.schema(), "2"));

    assertThatThrownBy(beat::tick).isInstanceOf(TaskqException.NewerLayout.class);
    assertThat(log).isEmpty();
  }

  private void settle(List<Entry> plan) {
    redis.ask("test", client -> client.del(keys.beat("default", "lease")));
    Beat last = beat(plan);
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
      while (!slot.orElseThrow().isAfter(clock.instant())) {
        count++;
        slot = entry.anchoredAt(start).schedule().next(slot.get());
      }
    }
    return count;
  }

  private Beat beat(List<Entry> entries) {
    InstantSource machine = clock;
    return new Beat(
        new BeatSetup(
            new Plan(Optional.empty(), entries),
            Optional.empty(),
            new SettingsReader(Map.of(), Path.of("target/none")).read(List.of(), Optional.empty()),
            redis,
            keys,
            Broker.on(redis, keys, redis.url()),
            new ResultStore(redis, keys),
            codec,
            "here",
            "beat" + beats++,
            log::add,
            log::add,
            this::time,
            machine));
  }

  /** Fails with Redis, as its own clock would. */
  private Instant time() {
    redis.time();
    return clock.instant();
  }

  private List<Message> messages() {
    return redis.ask("test", client -> client.lrange(keys.queue("celery").list(0), 0, -1)).stream()
        .map(this::decode)
        .toList();
  }

  private Message decode(String raw) {
    try {
      return codec.decode(raw);
    } catch (Undecodable e) {
      throw new AssertionError(raw, e);
    }
  }
}
