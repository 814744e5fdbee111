package io.taskq.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.testing.Seed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every schedule in every zone. A failure prints its seed. */
class ScheduleLawsTest {

  private static final Instant FIRST = Instant.parse("2015-01-01T00:00:00Z");
  private static final long SECONDS = Duration.ofDays(25 * 365).toSeconds();
  private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream().sorted().toList();
  private static final int CASES = 5_000;

  private final long seed = Seed.get();
  private final Random random = new Random(seed);

  @Test
  void slots_rise_and_match_and_leave_none_out() {
    for (int i = 0; i < CASES; i++) {
      ZoneId zone = zone();
      Map<String, String> fields = fields();
      Schedule schedule = Crontab.of(fields, zone);
      Instant start = FIRST.plusSeconds(random.nextLong(SECONDS)).plusMillis(random.nextInt(1000));

      Instant slot = schedule.next(start).orElseThrow();
      Instant second = schedule.next(slot).orElseThrow();

      String what = "seed %d: %s in %s after %s".formatted(seed, fields, zone, start);
      assertThat(slot).as(what).isAfter(start);
      assertThat(second).as(what).isAfter(slot);
      Instant between = start.plusMillis(random.nextLong(Duration.between(start, slot).toMillis()));
      assertThat(schedule.next(between)).as(what).contains(slot);
      assertThat(schedule.next(slot.minusMillis(1))).as(what).contains(slot);
      assertThat(schedule.latest(start, second)).as(what).contains(second);
    }
  }

  @Test
  void a_daily_time_comes_once_each_local_day_or_at_the_end_of_the_gap_it_falls_into() {
    for (int i = 0; i < CASES / 10; i++) {
      ZoneId zone = zone();
      LocalTime time = LocalTime.of(random.nextInt(24), random.nextInt(60));
      Schedule schedule =
          Crontab.of(Map.of("hour", "" + time.getHour(), "minute", "" + time.getMinute()), zone);
      LocalDate day = FIRST.plusSeconds(random.nextLong(SECONDS)).atZone(zone).toLocalDate();

      // A gap over midnight moves a slot to the next day; two days left out share one end.
      List<Instant> expected =
          day.datesUntil(day.plusDays(200))
              .map(each -> wallInstant(each.atTime(time), zone))
              .distinct()
              .toList();
      List<Instant> slots =
          Stream.iterate(expected.getFirst(), slot -> schedule.next(slot).orElseThrow())
              .limit(expected.size())
              .toList();

      String what = "seed %d: %s in %s from %s".formatted(seed, time, zone, day);
      assertThat(schedule.next(expected.getFirst().minusMillis(1)))
          .as(what)
          .contains(expected.getFirst());
      assertThat(slots).as(what).isEqualTo(expected);
    }
  }

  @Test
  void an_hourly_one_comes_at_every_real_full_hour() {
    for (int i = 0; i < CASES / 10; i++) {
      ZoneId zone = zone();
      Schedule schedule = Crontab.of(Map.of("minute", "0"), zone);
      Instant start = FIRST.plusSeconds(random.nextLong(SECONDS) / 60 * 60);

      List<Instant> slots = new ArrayList<>();
      List<Instant> expected = new ArrayList<>();
      Instant end = start.plus(Duration.ofDays(3));
      for (Instant minute = start.plusSeconds(60);
          !minute.isAfter(end);
          minute = minute.plusSeconds(60)) {
        if (minute.atZone(zone).getMinute() == 0 && minute.atZone(zone).getSecond() == 0) {
          expected.add(minute);
        }
      }
      Instant slot = schedule.next(start).orElseThrow();
      while (!slot.isAfter(end)) {
        slots.add(slot);
        slot = schedule.next(slot).orElseThrow();
      }
      assertThat(slots).as("seed %d: %s from %s", seed, zone, start).isEqualTo(expected);
    }
  }

  /** The first instant at which the zone's clock shows this time, or has just gone past it. */
  private static Instant wallInstant(LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    boolean leftOut = change != null && change.isGap();
    return leftOut ? change.getInstant() : local.atZone(zone).toInstant();
  }

  private ZoneId zone() {
    return ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
  }

  private Map<String, String> fields() {
    Map<String, String> fields = new HashMap<>();
    perhaps(fields, Field.MINUTE);
    perhaps(fields, Field.HOUR);
    if (random.nextInt(4) == 0) {
      perhaps(fields, Field.DAY_OF_WEEK);
    } else if (random.nextInt(3) == 0) {
      fields.put("day_of_month", Integer.toString(1 + random.nextInt(28)));
    }
    if (random.nextInt(5) == 0) {
      perhaps(fields, Field.MONTH_OF_YEAR);
    }
    return fields;
  }

  private void perhaps(Map<String, String> fields, Field field) {
    int size = field.most() - field.least() + 1;
    int number = field.least() + random.nextInt(size);
    int other = field.least() + random.nextInt(size);
    fields.put(
        field.word(),
        switch (random.nextInt(5)) {
          case 0 -> "*";
          case 1 -> "*/" + (1 + random.nextInt(size));
          case 2 -> number + "-" + other;
          case 3 -> number + "," + other;
          default -> Integer.toString(number);
        });
  }
}
