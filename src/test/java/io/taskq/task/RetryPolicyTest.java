package io.taskq.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
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

  @Test
  void exceptions_may_be_named_that_are_worth_another_attempt_and_those_that_are_not() {
    RetryPolicy any = RetryPolicy.NEVER.withMax(3);
    RetryPolicy some =
        any.onlyFor(Set.of(IOException.class)).neverFor(Set.of(FileNotFoundException.class));

    assertThat(any.isFor(new IllegalStateException())).isTrue();
    assertThat(any.isFor(new FinalFailure("no"))).isFalse();
    assertThat(some.isFor(new IllegalStateException())).isFalse();
    assertThat(some.isFor(new EOFException())).as("extends one that is named").isTrue();
    assertThat(some.isFor(new FileNotFoundException())).isFalse();
    assertThat(some.withMax(5))
        .isEqualTo(
            new RetryPolicy(
                5,
                SECOND,
                any.maxBackoff(),
                true,
                Set.of(IOException.class),
                Set.of(FileNotFoundException.class)));
  }
}
