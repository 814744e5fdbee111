package io.taskq.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.testing.Seed;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {

  private static final String FORMS = "0123456789-:.,+TZtz W/\u0663\u00e9\u0000";

  static List<String> outcomes() {
    List<String> lines = Vectors.lines("iso8601-parse-outcomes.txt");
    int from = lines.indexOf("== celery.utils.time.maybe_iso8601, 5.6.3") + 1;
    return lines.subList(from, lines.size());
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void every_form_is_read_as_celery_reads_it(String outcome) {
    String text = outcome.substring(0, outcome.indexOf("->")).strip();
    String read = outcome.substring(outcome.indexOf('\'') + 1, outcome.lastIndexOf('\''));

    Instant expected = OffsetDateTime.parse(read.length() > 19 ? read : read + "Z").toInstant();
    assertThat(IsoTime.parse(text, ZoneOffset.UTC)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tomorrow",
        "2030-13-01",
        "2030-02-30T00:00:00Z",
        "2030-01-02T03:04:60Z",
        "2030-01-02T24:00:01Z",
        "2030-01-02T03:04:05.Z",
        "2030-01-02T03:04:05Zjunk",
        "2030-01-02T03:04:05+99:00",
        "2030-01-02T03:04:05+",
        "2030-01-02T",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+02:00",
        "9999-12-31T23:59:59-02:00",
        "9999-12-31T24:00:00Z",
        "+10000-01-01T00:00:00Z",
        "12345-01-01",
        "1577934245",
      })
  void what_is_no_time_is_empty(String text) {
    assertThat(IsoTime.parse(text, ZoneOffset.UTC)).isEmpty();
  }

  @Test
  void a_time_without_zone_is_local_even_where_the_clock_skips_it() {
    ZoneId newYork = ZoneId.of("America/New_York");

    assertThat(IsoTime.parse("2025-03-09T02:30:00", newYork))
        .contains(Instant.parse("2025-03-09T07:30:00Z"));
    assertThat(IsoTime.parse("2025-07-01", newYork))
        .contains(Instant.parse("2025-07-01T04:00:00Z"));
  }

  @Test
  void an_offset_west_of_greenwich_has_its_minutes_west_too() {
    assertThat(IsoTime.parse("2030-01-02T03:04:05-03:30", ZoneOffset.UTC))
        .contains(Instant.parse("2030-01-02T06:34:05Z"));
  }

  @Test
  void one_form_is_written_whatever_the_fraction() {
    assertThat(IsoTime.format(Instant.parse("2030-01-02T03:04:05Z")))
        .isEqualTo("2030-01-02T03:04:05.000000+00:00");
    assertThat(IsoTime.format(Instant.parse("0099-01-02T03:04:05.000001999Z")))
        .isEqualTo("0099-01-02T03:04:05.000001+00:00");
    assertThatThrownBy(() -> IsoTime.format(Instant.MAX))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_is_written_is_read_back_and_no_text_breaks_the_reader() {
    long seed = Seed.get();
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      Instant moment =
          Instant.ofEpochSecond(
              random.nextLong(-62135596800L, 253402300800L), random.nextInt(1_000_000) * 1000L);
      String text = IsoTime.format(moment);
      assertThat(IsoTime.parse(text, ZoneOffset.MAX)).as("seed %d", seed).contains(moment);

      StringBuilder broken = new StringBuilder(text);
      for (int n = random.nextInt(4); n >= 0; n--) {
        int at = random.nextInt(broken.length());
        char c = FORMS.charAt(random.nextInt(FORMS.length()));
        broken.replace(at, at + random.nextInt(2), String.valueOf(c));
      }
      assertThat(IsoTime.parse(broken.toString(), ZoneOffset.UTC))
          .as("seed %d: %s", seed, broken)
          .isNotNull();
    }
  }
}
