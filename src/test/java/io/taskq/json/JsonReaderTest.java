package io.taskq.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

  private static final JsonLimits SMALL = new JsonLimits(100, 5, 20, 10, 30, 40);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "\"\"",
        "0",
        "-0.0",
        "1.10",
        "1E+400",
        "123456789012345678901234567890",
        "NaN",
        "-Infinity",
        "[]",
        "{}",
        "[1, [2, {\"a\": null}]]",
        "{\"b\": 1, \"a\": [false]}",
        "\"\\ud83d\\ude00 \\ud83d \\u0000\"",
      })
  void what_is_read_is_written_as_it_was(String text) {
    assertThat(Json.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [2, 3      | 6 | JSON ends inside an array
          [2, 3,     | 7 | JSON ends inside an array
          {"a": 1    | 8 | JSON ends inside an object
          [1, {"a":  | 10 | JSON ends inside an object
          """)
  void a_text_that_ends_too_early_says_where(String text, int column, String reason) {
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOfSatisfying(JsonException.class, e -> assertThat(e.column()).isEqualTo(column))
        .hasMessage(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "]",
        "{1: 2}",
        "{\"a\" 1}",
        "[1 2]",
        "[1,]",
        "'a'",
        "01",
        "1.",
        "+1",
        "nul",
        "\"a\nb\"",
        "\"\\x\"",
        "\"abc",
        "[1] 2",
        "// no\n1",
        "\ufeff[]",
      })
  void what_is_not_one_document_is_refused(String text) {
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOf(JsonException.class)
        .message()
        .isNotBlank()
        .doesNotContain("\n", "StreamRead", "com.", "tools.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[[[[[]]]]]]",
        "\"aaaaaaaaaaaaaaaaaaaaaaaaa\"",
        "{\"aaaaaaaaaaaaaaaaaaaaaaaaa\": 1}",
        "1111111111111111111111111111111111111111",
        "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]",
        "[                                                                                         "
            + "             ]",
      })
  void every_limit_is_held(String text) {
    assertThatThrownBy(() -> JsonReader.read(text, SMALL))
        .isInstanceOf(JsonException.class)
        .message()
        .doesNotContain("`");
    assertThat(JsonReader.read(text, JsonLimits.USUAL)).isNotNull();
  }

  @Test
  void no_depth_overflows_the_stack() {
    assertThatThrownBy(() -> Json.parse("[".repeat(1_000_000))).isInstanceOf(JsonException.class);
    assertThat(Json.parse("[".repeat(200) + "]".repeat(200))).isNotNull();
  }

  @Test
  void the_last_of_two_members_with_one_name_wins() {
    JsonObject object = Json.parse("{\"a\": 1, \"b\": 2, \"a\": 3}").asObject().orElseThrow();

    assertThat(object.get("a")).isEqualTo(Json.of(3));
    assertThat(object.text()).isEqualTo("{\"a\": 3, \"b\": 2}");
  }

  @Test
  void nobody_can_change_what_was_read() {
    JsonObject object = Json.parse("{\"a\": 1}").asObject().orElseThrow();
    Map<String, Json> source = new LinkedHashMap<>(object.members());
    JsonObject copy = new JsonObject(source);

    source.put("b", Json.of(2));

    assertThat(copy).isEqualTo(object).hasSameHashCodeAs(object);
    assertThatThrownBy(() -> object.members().put("c", Json.of(3)))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> object.members().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
