package io.taskq.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.testing.Seed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The engine against the slow oracle, three days before and after changes of the clock. All changes
 * of all zones from 2015 to 2040 with {@code -Dtaskq.storm=true}, else two of each zone.
 */
class OracleTest {

  private static final boolean ALL = Boolean.getBoolean("taskq.storm");
  private static final int SPECS = ALL ? 20 : 10;
  private static final int WEEKS = ALL ? 1_000 : 100;
  private static final Instant FIRST = Instant.parse("2015-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2041-01-01T00:00:00Z");
  private static final Duration AROUND = Duration.ofDays(3);
  private static final int MINUTE = 60;

  private final long seed = Seed.get();
  private final Random random = new Random(seed);

  private record Change(ZoneId zone, Instant at) {}

  @Test
  void around_every_change_of_every_zone_there_is_no_difference() {
    List<Change> changes = ALL ? changes() : twoOfEachZone();
    assertThat(changes).hasSizeGreaterThan(ALL ? 6_000 : 300);
    // Dice of its own for each change: they are looked at on all processors at once.
    long[] seeds = random.longs(changes.size()).toArray();
    IntStream.range(0, changes.size())
        .parallel()
        .forEach(i -> compare(changes.get(i), AROUND, SPECS, new Random(seeds[i])));
  }

  @Test
  void in_random_weeks_there_is_no_difference() {
    List<ZoneId> zones = List.copyOf(zones());
    long span = Duration.between(FIRST, LAST).toMinutes();
    for (int i = 0; i < WEEKS; i++) {
      Instant middle = FIRST.plus(Duration.ofMinutes(random.nextLong(span)));
      ZoneId zone = zones.get(random.nextInt(zones.size()));
      compare(new Change(zone, middle), Duration.ofDays(7).dividedBy(2), 1, random);
    }
  }

  @Test
  void second_by_second_there_is_no_difference() {
    List<Change> changes = changes();
    for (int i = 0; i < WEEKS / 5; i++) {
      Change change = changes.get(random.nextInt(changes.size()));
      Instant from = change.at().minus(Duration.ofHours(2));
      Instant to = change.at().plus(Duration.ofHours(2));
      SlowOracle oracle = new SlowOracle(change.zone(), from, to, 1);
      compare(oracle, new OracleSpec(random, true), new Change(change.zone(), from), to);
    }
  }

  /**
   * Zones whose changes are unlike the others: half an hour, two hours, at midnight, a whole day.
   */
  @ParameterizedTest
  @CsvSource({
    "Australia/Lord_Howe, 2026-04-05",
    "Australia/Lord_Howe, 2026-10-04",
    "Pacific/Chatham, 2026-04-05",
    "Pacific/Chatham, 2026-09-27",
    "Antarctica/Troll, 2026-03-29",
    "Antarctica/Troll, 2026-10-25",
    "Pacific/Apia, 2011-12-30",
    "Africa/Cairo, 2026-04-24",
    "Africa/Cairo, 2026-10-30",
    "America/Santiago, 2026-04-05",
    "America/Santiago, 2026-09-06",
    "Africa/Casablanca, 2026-02-15",
    "Africa/Casablanca, 2026-03-22",
  })
  void odd_zones_by_name(ZoneId zone, LocalDate day) {
    Instant noon = day.atTime(12, 0).atZone(zone).toInstant();
    assertThat(zone.getRules().previousTransition(noon.plus(AROUND)).getInstant())
        .isAfter(noon.minus(AROUND));
    compare(new Change(zone, noon), AROUND, 100, random);
  }

  private void compare(Change middle, Duration around, int specs, Random dice) {
    Change from = new Change(middle.zone(), middle.at().minus(around));
    Instant to = middle.at().plus(around);
    SlowOracle oracle = new SlowOracle(from.zone(), from.at(), to, MINUTE);
    for (int i = 0; i < specs; i++) {
      compare(oracle, new OracleSpec(dice, false), from, to);
    }
  }

  private void compare(SlowOracle oracle, OracleSpec spec, Change from, Instant to) {
    Schedule schedule;
    try {
      schedule = spec.engine(from.zone());
    } catch (WrongSchedule never) {
      // Such as 31 June: the oracle has to agree that there is nothing.
      assertThat(oracle.slots(spec, from.at(), to)).as("%s", spec).isEmpty();
      return;
    }
    List<Instant> slots = new ArrayList<>();
    Instant slot = schedule.next(from.at().minusMillis(1)).orElseThrow();
    while (!slot.isAfter(to)) {
      slots.add(slot);
      Instant next = schedule.next(slot).orElseThrow();
      // Not an assertion for each of a hundred million slots: that would take most of the time.
      if (!next.isAfter(slot)) {
        throw new AssertionError("%s in %s: %s after %s".formatted(spec, from.zone(), next, slot));
      }
      slot = next;
    }
    List<Instant> expected = oracle.slots(spec, from.at(), to);
    if (!slots.equals(expected)) {
      assertThat(slots)
          .as("seed %d: %s in %s from %s to %s", seed, spec, from.zone(), from.at(), to)
          .isEqualTo(expected);
    }
  }

  /** One zone for each set of rules: most names are other names for the same clock. */
  private static Collection<ZoneId> zones() {
    Map<ZoneRules, ZoneId> zones = new LinkedHashMap<>();
    ZoneId.getAvailableZoneIds().stream()
        .sorted()
        .map(ZoneId::of)
        .forEach(zone -> zones.putIfAbsent(zone.getRules(), zone));
    return zones.values();
  }

  private static List<Change> changes() {
    return zones().stream().flatMap(zone -> changes(zone).stream()).toList();
  }

  /** That follow each other: mostly one clock that is put forward, and one that is put back. */
  private List<Change> twoOfEachZone() {
    return zones().stream()
        .map(OracleTest::changes)
        .flatMap(all -> all.stream().skip(random.nextInt(Math.max(1, all.size() - 1))).limit(2))
        .toList();
  }

  private static List<Change> changes(ZoneId zone) {
    List<Change> changes = new ArrayList<>();
    ZoneOffsetTransition change = zone.getRules().nextTransition(FIRST);
    while (change != null && change.getInstant().isBefore(LAST)) {
      changes.add(new Change(zone, change.getInstant()));
      change = zone.getRules().nextTransition(change.getInstant());
    }
    return changes;
  }
}
