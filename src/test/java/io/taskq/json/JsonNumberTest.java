package io.taskq.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class JsonNumberTest {

  @Test
  void whole_numbers_of_any_size_stay_whole() {
    assertThat(number("7").value()).isEqualTo(7L);
    assertThat(number("-9223372036854775808").value()).isEqualTo(Long.MIN_VALUE);
    assertThat(number("9223372036854775808").value())
        .isEqualTo(new BigInteger("9223372036854775808"));
  }

  @Test
  void fractions_and_what_is_no_number_are_doubles() {
    assertThat(number("1.10").value()).isEqualTo(1.1);
    assertThat(number("NaN").value()).isEqualTo(Double.NaN);
    assertThat(number("-Infinity").value()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(number("1e999").value()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void only_a_whole_number_that_fits_is_a_long() {
    assertThat(number("5").asLong()).contains(5L);
    assertThat(number("5.0").asLong()).isEmpty();
    assertThat(number("9223372036854775808").asLong()).isEmpty();
    assertThat(number("NaN").asLong()).isEmpty();
  }

  @Test
  void a_decimal_is_exact_and_never_huge() {
    assertThat(number("1.10").decimalValue()).contains(new BigDecimal("1.10"));
    assertThat(number("1e999999999").decimalValue()).isEmpty();
    assertThat(number("Infinity").decimalValue()).isEmpty();
  }

  private static JsonNumber number(String text) {
    return (JsonNumber) Json.parse(text);
  }
}
