package io.taskq.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private final Random random = new Random(7);

  @Test
  void the_wait_doubles_with_each_attempt_up_to_the_longest() {
    RetryPolicy policy = new RetryPolicy(9, SECOND, Duration.ofSeconds(5), false);

    assertThat(policy.waitAfter(1, random)).isEqualTo(SECOND);
    assertThat(policy.waitAfter(2, random)).isEqualTo(Duration.ofSeconds(2));
    assertThat(policy.waitAfter(3, random)).isEqualTo(Duration.ofSeconds(4));
    assertThat(policy.waitAfter(4, random)).isEqualTo(Duration.ofSeconds(5));
    assertThat(policy.waitAfter(1_000_000, random)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void jitter_draws_the_wait_from_its_upper_half() {
    RetryPolicy policy = new RetryPolicy(9, SECOND, Duration.ofMinutes(1), true);

    for (int i = 0; i < 1_000; i++) {
      assertThat(policy.waitAfter(3, random))
          .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }
  }

  @Test
  void no_wait_at_all_is_a_policy_too() {
    RetryPolicy policy = new RetryPolicy(1, Duration.ZERO, Duration.ZERO, true);

    assertThat(policy.waitAfter(1, random)).isZero();
  }

  @Test
  void negative_numbers_are_refused() {
    assertThatThrownBy(() -> RetryPolicy.NEVER.withMax(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("max -1");
  }
}
