package io.taskq.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.testing.Seed;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonReprTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                       | ()
          [2]                      | (2,)
          [2, 3]                   | (2, 3)
          ["yun", 1.10, null]      | ('yun', 1.10, None)
          [true, false]            | (True, False)
          [NaN, Infinity, -Infinity] | (nan, inf, -inf)
          ["it's"]                 | ("it's",)
          ["it's \\"x\\""]         | ('it\\'s "x"',)
          ["a\\\\b\\n\\t\\u0000"]  | ('a\\\\b\\n\\t\\x00',)
          ["h\\u00e9 \\u2603 \\u00a0 \\u200b"] | ('hé ☃ \\xa0 \\u200b',)
          ["\\ud83d\\ude00", "\\ud83d"]  | ('😀', '\\ud83d')
          [[1, [2]], {"a": {"b": []}}]   | ([1, [2]], {'a': {'b': []}})
          [123456789012345678901234567890] | (123456789012345678901234567890,)
          """)
  void args_are_shown_as_python_shows_a_tuple(String json, String shown) {
    JsonArray args = Json.parse(json).asArray().orElseThrow();

    assertThat(PythonRepr.ofArgs(args)).isEqualTo(shown);
  }

  @Test
  void hidden_names_are_stars_at_any_depth() {
    Json kwargs = Json.parse("{\"a\": [{\"token\": {\"x\": 1}}], \"token\": 5}");

    assertThat(PythonRepr.of(kwargs, Set.of("token")))
        .isEqualTo("{'a': [{'token': '***'}], 'token': '***'}");
  }

  @Test
  void a_long_value_is_cut_where_celery_cuts_it() {
    JsonArray args = JsonArray.of(Json.of("x".repeat(5000)), Json.of(1));

    assertThat(PythonRepr.ofArgs(args))
        .startsWith("('xxxx")
        .endsWith("xxx...', ...)")
        .hasSizeBetween(1024, 1044);
  }

  @Test
  void no_value_makes_it_long_or_slow() {
    long seed = Seed.get();
    Random random = new Random(seed);
    for (int i = 0; i < 3000; i++) {
      Json value = value(random, 0);
      assertThat(PythonRepr.of(value)).as("seed %d", seed).hasSizeLessThan(2600);
    }
  }

  private static Json value(Random random, int depth) {
    return switch (random.nextInt(depth > 6 ? 3 : 5)) {
      case 0 -> Json.of(random.nextLong());
      case 1 -> Json.of(text(random, random.nextInt(40)));
      case 2 -> Json.of(random.nextBoolean());
      case 3 -> {
        Json[] items = new Json[random.nextInt(12)];
        Arrays.setAll(items, n -> value(random, depth + 1));
        yield JsonArray.of(items);
      }
      default -> {
        JsonObject.Builder members = JsonObject.builder();
        for (int n = random.nextInt(12); n > 0; n--) {
          members.put(text(random, 5), value(random, depth + 1));
        }
        yield members.build();
      }
    };
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(0x10000));
    }
    return text.toString();
  }
}
