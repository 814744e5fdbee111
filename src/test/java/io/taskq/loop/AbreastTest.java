package io.taskq.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AbreastTest {

  private static final List<Integer> MANY = IntStream.range(0, 5_000).boxed().toList();

  @Test
  void what_is_made_stands_in_the_order_of_what_it_was_made_of() {
    assertThat(Abreast.map(MANY, number -> number + 1))
        .isEqualTo(IntStream.rangeClosed(1, 5_000).boxed().toList());
    assertThat(Abreast.map(List.of(1, 2), number -> number * 2)).containsExactly(2, 4);
  }

  @Test
  void of_several_mistakes_the_first_one_is_told_of() {
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> Abreast.map(MANY, AbreastTest::refuseMostOfTheLatter))
          .hasMessage("2501");
    }
  }

  private static int refuseMostOfTheLatter(int number) {
    if (number > 2_500) {
      throw new IllegalArgumentException(Integer.toString(number));
    }
    return number;
  }
}
