package io.taskq.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes of the clock at which cron libraries fail: 14 of them, three schedules each. */
class ClockCasesTest {

  static Stream<Arguments> cases() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/wire/clock-cases.txt")).stream()
        .map(line -> line.split(" ", 3))
        .flatMap(
            words ->
                Stream.of(words[2].split(";"))
                    .map(
                        spec ->
                            Arguments.of(ZoneId.of(words[0]), LocalDate.parse(words[1]), spec)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void slots_are_right_around_the_change(ZoneId zone, LocalDate day, String spec) {
    Instant start = day.minusDays(1).atStartOfDay(zone).toInstant();
    Instant end = day.plusDays(3).atStartOfDay(zone).toInstant();

    List<Instant> slots = slots(CronText.parse(spec, zone), start, end);

    if (spec.startsWith("*") || spec.startsWith("0 * ")) {
      assertThat(slots).isEqualTo(everyMatchingMinute(spec, zone, start, end));
    } else {
      assertThat(slots.stream().map(slot -> slot.atZone(zone).toLocalDate()))
          .containsExactly(day.minusDays(1), day, day.plusDays(1), day.plusDays(2));
    }
  }

  private static List<Instant> slots(Schedule schedule, Instant start, Instant end) {
    List<Instant> slots = new ArrayList<>();
    Instant slot = schedule.next(start.minusSeconds(1)).orElseThrow();
    while (slot.isBefore(end)) {
      slots.add(slot);
      slot = schedule.next(slot).orElseThrow();
    }
    return slots;
  }

  /** The slow way: looks at the clock each minute. */
  private static List<Instant> everyMatchingMinute(
      String spec, ZoneId zone, Instant start, Instant end) {
    int distance = spec.startsWith("*/") ? Integer.parseInt(spec.substring(2, 4)) : 60;
    List<Instant> slots = new ArrayList<>();
    for (Instant minute = start; minute.isBefore(end); minute = minute.plusSeconds(60)) {
      LocalTime shown = minute.atZone(zone).toLocalTime();
      if (shown.getMinute() % distance == 0) {
        slots.add(minute);
      }
    }
    return slots;
  }
}
