package io.taskq.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTextTest {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 3 * * *          | 2026-01-01T03:00:00Z | 2026-01-02T03:00:00Z
          */20 9-17 * * 1-5  | 2026-01-01T09:00:00Z | 2026-01-01T09:20:00Z
          0 0 13 * 5         | 2026-01-02T00:00:00Z | 2026-01-09T00:00:00Z
          0 0 13 * *         | 2026-01-13T00:00:00Z | 2026-02-13T00:00:00Z
          0 0 * * 7          | 2026-01-04T00:00:00Z | 2026-01-11T00:00:00Z
          0 0 * * sun        | 2026-01-04T00:00:00Z | 2026-01-11T00:00:00Z
          0 0 * * 5-7        | 2026-01-02T00:00:00Z | 2026-01-03T00:00:00Z
          0 0 * * 0-7        | 2026-01-02T00:00:00Z | 2026-01-03T00:00:00Z
          0 0 * * MON-fri    | 2026-01-02T00:00:00Z | 2026-01-05T00:00:00Z
          0 0 * * fri-mon    | 2026-01-02T00:00:00Z | 2026-01-03T00:00:00Z
          0 0 1 jan,jul *    | 2026-07-01T00:00:00Z | 2027-01-01T00:00:00Z
          5,10-12,58 * * * * | 2026-01-01T00:05:00Z | 2026-01-01T00:10:00Z
          10-40/15 * * * *   | 2026-01-01T00:10:00Z | 2026-01-01T00:25:00Z
          7/20 * * * *       | 2026-01-01T00:07:00Z | 2026-01-01T00:27:00Z
          30 15 10 * * *     | 2026-01-01T10:15:30Z | 2026-01-02T10:15:30Z
          */20 * * * * *     | 2026-01-01T00:00:20Z | 2026-01-01T00:00:40Z
          0 0 29 2 *         | 2028-02-29T00:00:00Z | 2032-02-29T00:00:00Z
          0 22-1 * * *       | 2026-01-01T01:00:00Z | 2026-01-01T22:00:00Z
          50-10/10 * * * *   | 2026-01-01T00:10:00Z | 2026-01-01T00:50:00Z
          0 0 L * *          | 2026-01-31T00:00:00Z | 2026-02-28T00:00:00Z
          0 0 L-2 2 *        | 2026-02-26T00:00:00Z | 2027-02-26T00:00:00Z
          0 0 15W * *        | 2026-01-15T00:00:00Z | 2026-02-16T00:00:00Z
          0 0 1W 8 *         | 2026-08-03T00:00:00Z | 2027-08-02T00:00:00Z
          0 0 31W 1,5 *      | 2026-01-30T00:00:00Z | 2026-05-29T00:00:00Z
          0 0 LW * *         | 2026-01-30T00:00:00Z | 2026-02-27T00:00:00Z
          0 0 * * 5L         | 2026-01-30T00:00:00Z | 2026-02-27T00:00:00Z
          0 0 * * fri#2      | 2026-01-09T00:00:00Z | 2026-02-13T00:00:00Z
          0 0 * * 7#1        | 2026-01-04T00:00:00Z | 2026-02-01T00:00:00Z
          0 0 * * mon#5      | 2026-03-30T00:00:00Z | 2026-06-29T00:00:00Z
          0 0 1,L * *        | 2026-01-31T00:00:00Z | 2026-02-01T00:00:00Z
          0 0 * * mon,5#3    | 2026-01-05T00:00:00Z | 2026-01-12T00:00:00Z
          0 0 L * 1          | 2026-01-05T00:00:00Z | 2026-01-12T00:00:00Z
          0 0 ? * 1          | 2026-01-05T00:00:00Z | 2026-01-12T00:00:00Z
          @yearly            | 2027-01-01T00:00:00Z | 2028-01-01T00:00:00Z
          @monthly           | 2026-02-01T00:00:00Z | 2026-03-01T00:00:00Z
          @Weekly            | 2026-01-04T00:00:00Z | 2026-01-11T00:00:00Z
          @daily             | 2026-01-02T00:00:00Z | 2026-01-03T00:00:00Z
          @hourly            | 2026-01-01T01:00:00Z | 2026-01-01T02:00:00Z
          """)
  void a_text_means_what_cron_means(String text, Instant first, Instant second) {
    Schedule schedule = CronText.parse(text, UTC);

    assertThat(schedule.next(NEW_YEAR)).contains(first);
    assertThat(schedule.next(first)).contains(second);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "* * * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * 32 * *",
        "* * * 13 *",
        "* * * * 8",
        "*/0 * * * *",
        "a * * * *",
        "0 0 30 2 *",
        "0 0 L-30 2 *",
        "0 0 * * L",
        "0 0 * * 5#6",
        "0 0 * * 5W",
        "0 0 5#2 * *",
        "0 0 32W * *",
        "0 0 1-5W * *",
        "L * * * *",
        "@reboot",
        "@often",
      })
  void what_cron_cannot_read_is_refused_with_an_example(String text) {
    assertThatThrownBy(() -> CronText.parse(text, UTC)).isInstanceOf(WrongSchedule.class);
  }

  @Test
  void a_wrong_hour_is_named() {
    assertThatThrownBy(() -> CronText.parse("0 24 * * *", UTC))
        .hasMessageContaining("\"0 24 * * *\"")
        .hasMessageContaining("24");
  }

  @Test
  void the_last_slot_is_found_from_behind() {
    Schedule schedule = CronText.parse("0 3 * * *", UTC);
    Instant noon = Instant.parse("2026-06-01T12:00:00Z");

    assertThat(schedule.latest(NEW_YEAR, noon)).contains(Instant.parse("2026-06-01T03:00:00Z"));
    assertThat(schedule.latest(noon, noon.plusSeconds(60))).isEmpty();
    assertThat(schedule.latest(noon.minusSeconds(32_400), noon)).isEmpty();
  }

  @Test
  void an_interval_counts_from_its_anchor() {
    Schedule schedule = Every.of(java.time.Duration.ofSeconds(90)).anchoredAt(NEW_YEAR);
    List<Instant> slots = new ArrayList<>();
    Instant slot = NEW_YEAR.minusSeconds(1000);
    for (int i = 0; i < 3; i++) {
      slot = schedule.next(slot).orElseThrow();
      slots.add(slot);
    }

    assertThat(slots)
        .containsExactly(
            NEW_YEAR.plusSeconds(90), NEW_YEAR.plusSeconds(180), NEW_YEAR.plusSeconds(270));
  }

  @Test
  void a_moment_comes_once() {
    At launch = At.parse("2027-01-01T00:00:00+08:00", UTC);
    Instant moment = Instant.parse("2026-12-31T16:00:00Z");

    assertThat(launch.next(NEW_YEAR)).contains(moment);
    assertThat(launch.next(moment)).isEmpty();
    assertThat(At.parse("2027-01-01 00:00:00", ZoneId.of("Asia/Shanghai")).moment())
        .isEqualTo(moment);
    assertThatThrownBy(() -> At.parse("tomorrow", UTC)).isInstanceOf(WrongSchedule.class);
  }
}
