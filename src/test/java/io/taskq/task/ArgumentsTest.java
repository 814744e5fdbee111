package io.taskq.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  @Test
  void a_parameter_may_come_by_place_or_by_name() {
    Arguments byPlace = new Arguments(List.of("yun"), Map.of());
    Arguments byName = new Arguments(List.of(), Map.of("to", "yun"));

    assertThat(byPlace.requiredText(0, "to")).isEqualTo("yun");
    assertThat(byName.requiredText(0, "to")).isEqualTo("yun");
  }

  @Test
  void null_counts_as_not_given() {
    Arguments arguments = new Arguments(Arrays.asList((Object) null), Map.of());

    assertThat(arguments.text(0, "to")).isEmpty();
  }

  @Test
  void what_does_not_fit_names_the_parameter() {
    Arguments arguments = new Arguments(List.of("two"), Map.of("x", 1L));

    assertThatThrownBy(() -> arguments.requiredNumber(1, "y"))
        .isInstanceOf(WrongArguments.class)
        .hasMessage("parameter 'y' is missing");
    assertThatThrownBy(() -> arguments.requiredNumber(0, "n"))
        .hasMessage("parameter 'n' must be a number, not text");
    assertThatThrownBy(() -> arguments.find(0, "x")).hasMessage("parameter 'x' was given twice");
  }

  @Test
  void what_is_too_much_is_refused() {
    Arguments arguments = new Arguments(List.of(1L, 2L), Map.of("z", 3L));

    assertThatThrownBy(() -> arguments.atMost(1, List.of("x")))
        .hasMessage("2 arguments are too many, it takes 1");
    assertThatThrownBy(() -> arguments.atMost(2, List.of("x", "y")))
        .hasMessage("there is no parameter 'z', only x, y");
  }
}
