package io.taskq.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WithinTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  @Test
  void slots_outside_the_bounds_do_not_count() {
    Schedule hourly =
        bounded(
            CronText.parse("0 * * * *", SHANGHAI),
            Optional.of(NOON),
            Optional.of(NOON.plusSeconds(7200)));

    assertThat(slots(hourly, NOON.minusSeconds(90_000)))
        .containsExactly(NOON, NOON.plusSeconds(3600), NOON.plusSeconds(7200));
  }

  @Test
  void an_interval_with_a_start_counts_from_there_whenever_it_is_seen_first() {
    Schedule often =
        bounded(Every.of(Duration.ofMinutes(7)), Optional.of(NOON), Optional.empty())
            .anchoredAt(NOON.minusSeconds(100));

    assertThat(often.next(NOON.minusSeconds(1000))).contains(NOON);
    assertThat(often.next(NOON)).contains(NOON.plusSeconds(420));
    assertThat(often.isFloating()).isFalse();
  }

  @Test
  void an_interval_without_a_start_is_anchored_where_its_entry_was_seen() {
    Schedule often = bounded(Every.of(Duration.ofMinutes(7)), Optional.empty(), Optional.of(NOON));

    assertThat(often.isFloating()).isTrue();
    assertThat(slots(often.anchoredAt(NOON.minusSeconds(900)), NOON.minusSeconds(900)))
        .containsExactly(NOON.minusSeconds(480), NOON.minusSeconds(60));
  }

  @Test
  void excluded_days_have_no_slots_by_the_calendar_of_the_zone() {
    Schedule daily =
        Within.of(
            CronText.parse("30 0 * * *", SHANGHAI),
            Optional.empty(),
            Optional.empty(),
            Stream.of("2026-12-25", "2026-12-28..2026-12-30", "01-01").map(DaysOff::parse).toList(),
            SHANGHAI);

    Instant slot = Instant.parse("2026-12-23T12:00:00Z");
    List<String> days = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      slot = daily.next(slot).orElseThrow();
      days.add(slot.atZone(SHANGHAI).toLocalDate().toString());
    }

    assertThat(days)
        .containsExactly("2026-12-24", "2026-12-26", "2026-12-27", "2026-12-31", "2027-01-02");
  }

  @Test
  void an_interval_skips_excluded_years_without_looking_at_each_slot() {
    Schedule often =
        Within.of(
            Every.of(Duration.ofMillis(100)),
            Optional.empty(),
            Optional.empty(),
            List.of(DaysOff.parse("2026-01-01..2045-12-31")),
            SHANGHAI);

    assertThat(often.next(NOON)).contains(Instant.parse("2045-12-31T16:00:00Z"));
  }

  @Test
  void a_day_that_comes_twice_is_excluded_as_a_whole() {
    ZoneId zone = ZoneId.of("America/Scoresbysund");
    Schedule often =
        Within.of(
            CronText.parse("*/15 * * * *", zone),
            Optional.empty(),
            Optional.empty(),
            List.of(DaysOff.parse("2024-10-26"), DaysOff.parse("2024-10-27")),
            zone);

    Instant slot = often.next(Instant.parse("2024-10-26T12:00:00Z")).orElseThrow();

    assertThat(slot.atZone(zone).toLocalDateTime()).hasToString("2024-10-28T00:00");
  }

  @Test
  void bounds_that_leave_nothing_are_refused() {
    Schedule christmas = CronText.parse("0 0 25 12 *", SHANGHAI);

    assertThatThrownBy(
            () -> bounded(christmas, Optional.of(NOON), Optional.of(NOON.plusSeconds(60))))
        .isInstanceOf(WrongSchedule.class)
        .hasMessageContaining("nothing is left");
    assertThatThrownBy(
            () ->
                Within.of(
                    christmas,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(DaysOff.parse("12-25")),
                    SHANGHAI))
        .isInstanceOf(WrongSchedule.class);
    assertThatThrownBy(() -> DaysOff.parse("2026-12-25..2026-12-24"))
        .hasMessageContaining("ends before it begins");
    assertThatThrownBy(() -> DaysOff.parse("christmas")).isInstanceOf(WrongSchedule.class);
  }

  private static Schedule bounded(Schedule inner, Optional<Instant> start, Optional<Instant> end) {
    return Within.of(inner, start, end, List.of(), SHANGHAI);
  }

  private static List<Instant> slots(Schedule schedule, Instant after) {
    List<Instant> slots = new ArrayList<>();
    Optional<Instant> slot = schedule.next(after);
    while (slot.isPresent()) {
      slots.add(slot.get());
      slot = schedule.next(slot.get());
    }
    return slots;
  }
}
