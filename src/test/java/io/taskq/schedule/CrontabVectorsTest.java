package io.taskq.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonNumber;
import io.taskq.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Celery's own answers, captured from Celery 5.6.3. */
class CrontabVectorsTest {

  /** Not in Celery: a fixed time inside a gap fires at the end of the gap, not an hour later. */
  private static final Map<String, String> ON_PURPOSE =
      Map.of("2025-03-09T07:30:00Z", "2025-03-09T07:00:00Z");

  private final JsonObject captured = read();

  @Test
  void every_vector_fires_when_celery_fires() {
    List<Json> vectors = captured.get("vectors").asArray().orElseThrow().items();

    assertThat(vectors).hasSize(96);
    for (Json vector : vectors) {
      JsonObject each = vector.asObject().orElseThrow();
      Schedule schedule =
          Crontab.of(
              fields(each.get("crontab").asObject().orElseThrow()),
              ZoneId.of(each.textOf("tz").orElseThrow()));
      List<Instant> expected =
          each.get("next5").asArray().orElseThrow().items().stream().map(this::ours).toList();
      Instant last = instant(each.get("last_run_at"));

      assertThat(following(schedule, last, expected.size())).as(each.text()).isEqualTo(expected);
    }
  }

  @Test
  void one_vector_alone_differs() {
    Set<Instant> theirs = new java.util.HashSet<>();
    captured
        .get("vectors")
        .asArray()
        .orElseThrow()
        .forEach(
            vector ->
                vector
                    .asObject()
                    .orElseThrow()
                    .get("next5")
                    .asArray()
                    .orElseThrow()
                    .items()
                    .stream()
                    .map(CrontabVectorsTest::instant)
                    .filter(slot -> ON_PURPOSE.containsKey(slot.toString()))
                    .forEach(theirs::add));
    assertThat(theirs).hasSize(1);
  }

  @Test
  void every_field_is_read_as_celery_reads_it() {
    int compared = 0;
    for (Json row : captured.get("parser").asArray().orElseThrow()) {
      JsonArray parts = row.asArray().orElseThrow();
      Field field = field(parts.get(0).asText().orElseThrow());
      String text = parts.get(1).asText().orElseThrow();
      if (parts.get(2) instanceof JsonArray numbers) {
        assertThat(numbers(field, text)).as(row.text()).isEqualTo(longs(numbers));
      } else {
        assertThatThrownBy(() -> numbers(field, text))
            .as(row.text())
            .isInstanceOf(WrongSchedule.class);
      }
      compared++;
    }
    assertThat(compared).isGreaterThan(150);
  }

  @Test
  void months_and_weekdays_have_names_in_lists_and_ranges() {
    Map<String, String> fields = Map.of("month_of_year", "jan-mar,dec", "day_of_week", "mon,fri");

    assertThat(Crontab.of(fields, ZoneId.of("UTC")))
        .isEqualTo(
            Crontab.of(Map.of("month_of_year", "1-3,12", "day_of_week", "1,5"), ZoneId.of("UTC")));
  }

  @Test
  void a_day_that_never_comes_is_refused() {
    Map<String, String> fields = Map.of("day_of_month", "30", "month_of_year", "feb");

    assertThatThrownBy(() -> Crontab.of(fields, ZoneId.of("UTC")))
        .hasMessage("such a day never comes");
  }

  private static List<Long> numbers(Field field, String text) {
    Values values = new FieldText(field, text).read();
    return IntStream.range(0, 64).filter(values::has).mapToObj(i -> (long) i).toList();
  }

  private static List<Long> longs(JsonArray numbers) {
    return numbers.items().stream().map(number -> number.asLong().orElseThrow()).toList();
  }

  private static Field field(String word) {
    for (Field field : Field.values()) {
      if (field.word().equals(word)) {
        return field;
      }
    }
    throw new IllegalArgumentException(word);
  }

  private static Map<String, String> fields(JsonObject crontab) {
    Map<String, String> fields = new HashMap<>();
    crontab.members().forEach((name, value) -> fields.put(name, text(value)));
    return fields;
  }

  private static String text(Json value) {
    return switch (value) {
      case JsonNumber number -> number.text();
      case JsonArray list ->
          String.join(",", list.items().stream().map(CrontabVectorsTest::text).toList());
      default -> value.asText().orElseThrow();
    };
  }

  private static List<Instant> following(Schedule schedule, Instant last, int count) {
    List<Instant> slots = new ArrayList<>();
    Instant slot = last;
    for (int i = 0; i < count; i++) {
      slot = schedule.next(slot).orElseThrow();
      slots.add(slot);
    }
    return slots;
  }

  private Instant ours(Json theirs) {
    Instant instant = instant(theirs);
    return Instant.parse(ON_PURPOSE.getOrDefault(instant.toString(), instant.toString()));
  }

  private static Instant instant(Json text) {
    return OffsetDateTime.parse(text.asText().orElseThrow()).toInstant();
  }

  private static JsonObject read() {
    try {
      String text = Files.readString(Path.of("src/test/resources/wire/crontab-vectors-5.6.3.json"));
      return Json.parse(text).asObject().orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
