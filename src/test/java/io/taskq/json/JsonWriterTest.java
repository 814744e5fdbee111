package io.taskq.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonWriterTest {

  @Test
  void everything_beyond_ascii_is_escaped() {
    String text = "a\"b\\c\n\r\t\u0000\u001b\u007f\u00e9\u2028\ud83d\ude00\ud83d";

    String json = Json.of(text).text();

    assertThat(json)
        .isEqualTo(
            "\"a\\\"b\\\\c\\n\\r\\t\\u0000\\u001b\\u007f\\u00e9\\u2028\\ud83d\\ude00\\ud83d\"");
    assertThat(Json.parse(json)).isEqualTo(Json.of(text));
  }

  @Test
  void members_stand_in_the_order_they_were_put() {
    JsonObject object =
        JsonObject.builder().put("z", 1).put("a", true).put("m", 1.5).put("z", 2).build();

    assertThat(object.text()).isEqualTo("{\"z\": 2, \"a\": true, \"m\": 1.5}");
    assertThat(object.with().remove("a").build().text()).isEqualTo("{\"z\": 2, \"m\": 1.5}");
  }

  @Test
  void an_object_stays_as_it_is_while_its_builder_goes_on() {
    JsonObject.Builder builder = JsonObject.builder().put("a", 1);
    JsonObject first = builder.build();
    JsonObject second = builder.put("b", 2).build();
    JsonObject third = builder.remove("a").build();
    first.with().put("c", 3).build();

    assertThat(first.text()).isEqualTo("{\"a\": 1}");
    assertThat(second.text()).isEqualTo("{\"a\": 1, \"b\": 2}");
    assertThat(third.text()).isEqualTo("{\"b\": 2}");
  }

  @Test
  void what_needs_care_is_escaped_wherever_it_stands() {
    assertThat(Json.of("\"a\\b\nc\u0001\u007f").text())
        .isEqualTo("\"\\\"a\\\\b\\nc\\u0001\\u007f\"");
    assertThat(Json.of("").text()).isEqualTo("\"\"");
    assertThat(JsonObject.builder().put("{", JsonObject.EMPTY).put("", "{").build().text())
        .isEqualTo("{\"{\": {}, \"\": \"{\"}");
  }
}
