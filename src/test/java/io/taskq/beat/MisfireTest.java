package io.taskq.beat;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.config.Misfire;
import io.taskq.config.Misfire.Policy;
import io.taskq.redis.Keys;
import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.schedule.Every;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithRedis;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many slots are made up for after nobody, or no Redis, was there. */
@WithRedis
class MisfireTest {

  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  @ParameterizedTest
  @CsvSource({"SKIP, 0, 0", "ONCE, 0, 1", "ALL, 0, 6", "ALL, 31, 3", "ONCE, 1, 0"})
  void after_an_hour_without_a_beat_the_policy_says_how_many(
      Policy policy, int catchupMinutes, int expected, Redis redis, Keys keys) {
    TestBeats beats = new TestBeats(redis, keys);
    Entry entry = entry(policy, catchupMinutes);
    Beat before = beats.beat(entry);
    beats.begin(before);
    beats.pass(TEN_MINUTES, TEN_MINUTES, before);
    assertThat(beats.messages()).hasSize(1);

    // The last slot is five minutes old: too late for any leader that only followed another.
    beats.clock.advance(Duration.ofMinutes(65));
    beats.forgetLead();
    Beat after = beats.beat(entry);
    after.tick();
    after.tick();

    assertThat(beats.messages()).hasSize(1 + expected);
    if (expected < 6) {
      assertThat(beats.history("a")).contains("MISSED");
    }
    beats.pass(Duration.ofMinutes(5), Duration.ofMinutes(5), after);
    assertThat(beats.messages()).as("the next one is in time").hasSize(2 + expected);
  }

  @Test
  void missed_slots_are_told_of_once_and_not_again_by_the_next_leader(Redis redis, Keys keys) {
    TestBeats beats = new TestBeats(redis, keys);
    Entry entry = entry(Policy.SKIP, 0);
    beats.begin(beats.beat(entry));
    beats.clock.advance(Duration.ofMinutes(65));
    for (int i = 0; i < 3; i++) {
      beats.forgetLead();
      beats.beat(entry).tick();
    }

    assertThat(beats.log).filteredOn(line -> line.contains("were missed")).hasSize(1);
    assertThat(beats.history("a")).containsExactly("MISSED");
  }

  @ParameterizedTest
  @CsvSource({
    "SKIP, 10, 3",
    "ONCE, 10, 3",
    "ALL, 10, 3",
    "SKIP, 60, 0",
    "ONCE, 60, 1",
    "ALL, 60, 3"
  })
  void redis_away_over_three_slots_loses_none_within_the_grace_and_else_as_the_policy_says(
      Policy policy, int away, int expected) {
    try (RedisServer own = RedisServer.startDurable();
        Redis redis = Redis.connect(RedisUrl.parse(own.url()), RedisOptions.forCommand())) {
      TestBeats beats = new TestBeats(redis, new Keys("", 0));
      Duration interval = Duration.ofMillis(away * 1000L / 3);
      Beat beat =
          beats.beat(
              Entries.of(
                  "a", Every.of(interval), new Misfire(policy, Optional.empty()), Duration.ZERO));
      beats.begin(beat);
      beats.pass(interval, interval, beat);
      int before = beats.messages().size();

      own.kill9();
      beats.tickThroughOutage(beat, Duration.ofSeconds(away));
      own.restart();
      // Half an interval later, so that none is just in time.
      beats.clock.advance(interval.dividedBy(2).plusMillis(away > 18 ? 9_000 : 0));
      beats.tickUntilBack(beat);

      assertThat(beats.messages().size() - before).isEqualTo(expected);
    }
  }

  private static Entry entry(Policy policy, int catchupMinutes) {
    Optional<Duration> catchup =
        catchupMinutes == 0 ? Optional.empty() : Optional.of(Duration.ofMinutes(catchupMinutes));
    return Entries.of("a", Every.of(TEN_MINUTES), new Misfire(policy, catchup), Duration.ZERO);
  }
}
