package io.taskq.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  private static final ZoneId UTC = ZoneId.of("UTC");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          * * * * *            | every minute
          */5 * * * *          | every 5 minutes
          */7 * * * *          | at minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56 of every hour
          0 * * * *            | at minute 0 of every hour
          0-59 * * * *         | every minute
          7/20 * * * *         | at minutes 7, 27 and 47 of every hour
          */20 9-17 * * 1-5    | every 20 minutes of hours 9 to 17 on Monday to Friday
          5,10-12,58 */2 * * * | at minutes 5, 10 to 12 and 58 of every 2nd hour
          * 3 * * *            | every minute of hour 3
          0 3 * * *            | at 03:00
          30 9,15 * * *        | at 09:30 and 15:30
          0 */6 * * *          | at 00:00, 06:00, 12:00 and 18:00
          0 22-2 * * *         | at minute 0 of hours 0 to 2, 22 and 23
          30 15 10 * * *       | at 10:15:30
          * * * * * *          | every second
          */20 * * * * *       | every 20 seconds
          5 * * * * *          | at second 5 of every minute
          */20 7 * * * *       | every 20 seconds of minute 7 of every hour
          0,31 */5 3 * * *     | at seconds 0 and 31 of every 5th minute of hour 3
          59 59 23 * * *       | at 23:59:59
          0 0 13 * *           | at 00:00 on the 13th
          0 0 13 * 5           | at 00:00 on the 13th or on Friday
          0 0 1,2,3,15 * *     | at 00:00 on the 1st to 3rd and 15th
          0 0 */10 * 5         | at 00:00 on the 1st, 11th, 21st and 31st, only on Friday
          0 0 1-31 * 5         | at 00:00
          0 0 * * 0,6          | at 00:00 on Saturday and Sunday
          0 0 * * fri-mon      | at 00:00 on Monday and Friday to Sunday
          0 0 * * 0-7          | at 00:00
          0 0 1 jan,jul *      | at 00:00 on the 1st in January and July
          0 0 * 6-8 *          | at 00:00 in June to August
          0 0 L * *            | at 00:00 on the last day of the month
          0 0 L-1 * *          | at 00:00 1 day before the last day of the month
          0 0 L-3 2 *          | at 00:00 3 days before the last day of the month in February
          0 0 15W * *          | at 00:00 on the workday nearest the 15th
          0 0 LW * *           | at 00:00 on the last workday of the month
          0 0 * * 5L           | at 00:00 on the last Friday of the month
          0 0 * * fri#2        | at 00:00 on the 2nd Friday of the month
          0 0 1,L * *          | at 00:00 on the last day of the month or on the 1st
          0 0 L * 1            | at 00:00 on the last day of the month or on Monday
          0 0 ? * 1            | at 00:00 on Monday
          @weekly              | at 00:00 on Sunday
          @hourly              | at minute 0 of every hour
          """)
  void a_text_of_cron_is_said_in_words(String text, String words) {
    assertThat(CronText.parse(text, UTC).words()).isEqualTo(words + ", UTC");
  }

  @Test
  void a_crontab_wants_both_days() {
    Schedule schedule =
        Crontab.of(
            Map.of("minute", "42", "hour", "8", "day_of_month", "13", "day_of_week", "fri"), UTC);

    assertThat(schedule.words()).isEqualTo("at 08:42 on the 13th, only on Friday, UTC");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.1S, every 100 ms",
    "PT1S, every second",
    "PT6S, every 6 seconds",
    "PT90S, every 90 seconds",
    "PT2H, every 2 hours",
    "P1D, every day",
    "P14D, every 14 days",
  })
  void an_interval_is_said_in_its_greatest_unit(Duration interval, String words) {
    assertThat(Every.of(interval).words()).isEqualTo(words);
  }

  @Test
  void bounds_are_said_in_the_time_of_their_zone() {
    ZoneId shanghai = ZoneId.of("Asia/Shanghai");
    Schedule bounded =
        Within.of(
            CronText.parse("0 3 * * *", shanghai),
            Optional.of(At.from("2026-01-01", shanghai)),
            Optional.of(At.until("2027-01-01T12:00:00", shanghai)),
            List.of(DaysOff.parse("2026-12-25"), DaysOff.parse("01-01")),
            shanghai);

    assertThat(bounded.words())
        .isEqualTo(
            "at 03:00, Asia/Shanghai, from 2026-01-01T00:00+08:00, until 2027-01-01T12:00+08:00,"
                + " except on 2026-12-25 and every 01-01");
  }

  @Test
  void one_moment_is_said_as_it_is() {
    Instant moment = Instant.parse("2026-12-31T16:00:00Z");

    assertThat(new At(moment).words()).isEqualTo("once, at 2026-12-31T16:00:00Z");
  }
}
