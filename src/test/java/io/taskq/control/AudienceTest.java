package io.taskq.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class AudienceTest {

  @Test
  void nobody_named_means_everybody() {
    assertThat(Audience.EVERYBODY.includes("w1@host")).isTrue();
  }

  @Test
  void names_are_compared_whole() {
    Audience one = Audience.of(List.of("w1@host"));

    assertThat(one.includes("w1@host")).isTrue();
    assertThat(one.includes("w11@host")).isFalse();
    assertThat(one.includes("w1@hos")).isFalse();
  }

  @Test
  void names_win_over_a_pattern() {
    var audience = new Audience(List.of("w1@host"), Optional.of("w2*"), Optional.of("glob"));

    assertThat(audience.includes("w1@host")).isTrue();
    assertThat(audience.includes("w2@host")).isFalse();
  }

  @Test
  void a_glob_fits_the_whole_name() {
    assertThat(glob("w1*").includes("w1@host")).isTrue();
    assertThat(glob("w1").includes("w1@host")).isFalse();
    assertThat(glob("w?@host").includes("w2@host")).isTrue();
    assertThat(glob("w[1-3]@host").includes("w2@host")).isTrue();
    assertThat(glob("w[!1-3]@host").includes("w2@host")).isFalse();
    assertThat(glob("w[]1]@host").includes("w]@host")).isTrue();
    assertThat(glob("w[1@host").includes("w[1@host")).isTrue();
    assertThat(glob("w.*").includes("w1@host")).isFalse();
  }

  @Test
  void a_regular_expression_fits_from_the_start() {
    assertThat(regex("w[0-9]@.*").includes("w1@host")).isTrue();
    assertThat(regex("w1").includes("w1@host")).isTrue();
    assertThat(regex("host").includes("w1@host")).isFalse();
  }

  @Test
  void a_pattern_without_matcher_means_everybody_and_an_unknown_matcher_nobody() {
    var without = new Audience(List.of(), Optional.of("x"), Optional.empty());
    var unknown = new Audience(List.of(), Optional.of("w1*"), Optional.of("sql"));

    assertThat(without.includes("w1@host")).isTrue();
    assertThat(unknown.includes("w1@host")).isFalse();
  }

  @Test
  void a_pattern_that_cannot_be_read_fits_nobody() {
    assertThat(regex("w[").includes("w1@host")).isFalse();
    assertThat(regex("(").includes("w1@host")).isFalse();
  }

  @Test
  void a_pattern_that_would_take_years_is_given_up() {
    String name = "a".repeat(200) + "@host";

    boolean fits =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(5), () -> regex("(a|aa)+$").includes(name));

    assertThat(fits).isFalse();
  }

  private static Audience glob(String pattern) {
    return new Audience(List.of(), Optional.of(pattern), Optional.of("glob"));
  }

  private static Audience regex(String pattern) {
    return new Audience(List.of(), Optional.of(pattern), Optional.of("pcre"));
  }
}
