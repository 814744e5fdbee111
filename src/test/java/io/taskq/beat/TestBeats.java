package io.taskq.beat;

import static org.awaitility.Awaitility.await;

import io.taskq.broker.Broker;
import io.taskq.config.Settings;
import io.taskq.config.SettingsReader;
import io.taskq.message.Message;
import io.taskq.message.MessageCodec;
import io.taskq.message.Undecodable;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.result.ResultStore;
import io.taskq.testing.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Beats on one Redis under a clock of the test's. */
final class TestBeats {

  final List<String> log = new ArrayList<>();
  final ManualClock clock;
  final LivingSchedule living;
  private final Redis redis;
  private final Keys keys;
  private final MessageCodec codec = new MessageCodec(1_000_000, Entries.UTC);
  private int beats;

  TestBeats(Redis redis, Keys keys) {
    this.redis = redis;
    this.keys = keys;
    this.living = new LivingSchedule(redis, keys, "default");
    // Entries are anchored by Redis' own clock, which is a little ahead of this reading.
    this.clock = ManualClock.at(redis.time().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
  }

  Beat beat(Entry... entries) {
    return beat(List.of(entries));
  }

  Beat beat(List<Entry> entries) {
    return beat(Optional.empty(), entries);
  }

  Beat beat(PlanFile file) {
    return beat(Optional.of(file), file.first().entries());
  }

  private Beat beat(Optional<PlanFile> file, List<Entry> entries) {
    return new Beat(
        new BeatSetup(
            new Plan(Optional.empty(), entries),
            file,
            settings(),
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
            clock));
  }

  Extras extras() {
    return new Extras(
        living, Broker.on(redis, keys, redis.url()), settings(), codec, "default", "here");
  }

  private static Settings settings() {
    return new SettingsReader(Map.of(), Path.of("target/none")).read(List.of(), Optional.empty());
  }

  /** Fails with Redis, as its own clock would. */
  private Instant time() {
    redis.time();
    return clock.instant();
  }

  /** The first tick, after which no entry is anchored ahead of the clock. */
  void begin(Beat beat) {
    beat.tick();
    living.states(List.copyOf(living.names())).stream()
        .map(state -> Duration.between(clock.instant(), state.anchor().orElseThrow()))
        .filter(Duration::isPositive)
        .max(Duration::compareTo)
        .ifPresent(clock::advance);
  }

  /** Lets the lead of whoever has it end. */
  void forgetLead() {
    redis.ask("test", client -> client.del(keys.beat("default", "lease")));
  }

  /** Lets time pass, with a tick now and then. */
  void pass(Duration time, Duration step, Beat beat) {
    for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plus(step)) {
      clock.advance(step);
      beat.tick();
      beat.tick();
    }
  }

  /** Lets time pass while Redis is away. */
  void tickThroughOutage(Beat beat, Duration time) {
    for (int i = 0; i < 3; i++) {
      clock.advance(time.dividedBy(3));
      beat.tick();
    }
  }

  /** Ticks until Redis is heard again and all is fired that is due. */
  void tickUntilBack(Beat beat) {
    await().until(() -> !beat.tick().equals(Duration.ofMillis(500)));
    beat.tick();
    beat.tick();
  }

  /** What was enqueued, the oldest first. */
  List<Message> messages() {
    List<String> raws =
        redis.ask("test", client -> client.lrange(keys.queue("celery").list(0), 0, -1));
    return raws.reversed().stream().map(this::decode).toList();
  }

  List<Instant> slots() {
    return messages().stream()
        .map(message -> message.headers().textOf("taskq_slot").orElseThrow())
        .map(Instant::parse)
        .toList();
  }

  void purge() {
    redis.ask("test", client -> client.del(keys.queue("celery").list(0)));
  }

  /** Stores how a task stands. */
  void store(String taskId, String state) {
    String text =
        "{\"status\": \"%s\", \"result\": null, \"task_id\": \"%s\"}".formatted(state, taskId);
    redis.ask("test", client -> client.set(keys.result(taskId), text));
  }

  List<String> history(String entry) {
    return living.history(entry, 50).reversed().stream().map(slot -> slot.what().name()).toList();
  }

  Message decode(String raw) {
    try {
      return codec.decode(raw);
    } catch (Undecodable e) {
      throw new AssertionError(raw, e);
    }
  }
}
