package io.taskq.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.json.JavaValues;
import io.taskq.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;

class TaskMethodsTest {

  enum Size {
    SMALL,
    LARGE
  }

  record Point(int x, Optional<String> name) {}

  record Even(int number) {
    Even {
      if (number % 2 != 0) {
        throw new IllegalArgumentException(number + " is odd");
      }
    }
  }

  /** Every kind of parameter there is. */
  @SuppressWarnings("UnusedMethod")
  static final class Shapes implements Tasks {

    @Override
    public TaskOptions options(String task) {
      return task.equals("two")
          ? TaskOptions.DEFAULTS.withTimeLimit(Duration.ofSeconds(9))
          : TaskOptions.DEFAULTS;
    }

    @TaskMethod("two")
    public String two(String text, @DefaultsTo("7") int number) {
      return text + number;
    }

    @TaskMethod("context")
    public String context(TaskContext context, String text) {
      return context.id() + text;
    }

    @TaskMethod("numbers")
    public List<Object> numbers(byte a, short b, int c, long d, float e, double f) {
      return List.of(a, b, c, d, e, f);
    }

    @TaskMethod("big")
    public List<Object> big(BigInteger a, BigDecimal b, Number c) {
      return List.of(a, b, c);
    }

    @TaskMethod("times")
    public List<Object> times(Instant at, Duration length) {
      return List.of(at, length);
    }

    @TaskMethod("others")
    public List<Object> others(boolean flag, Size size, Object any, Optional<Long> maybe) {
      return Arrays.asList(flag, size, any, maybe);
    }

    @TaskMethod("points")
    public Object points(List<Point> points, Map<String, Integer> counts) {
      return Map.of("points", points, "counts", counts);
    }

    @TaskMethod("even")
    public int even(Even even) {
      return even.number();
    }

    @TaskMethod("nothing")
    public void nothing() {}

    @TaskMethod("fails")
    public void fails() throws IOException {
      throw new IOException("disk");
    }
  }

  private final TaskRegistry tasks = TaskRegistry.of(TaskMethods.of(new Shapes()));

  @Test
  void arguments_come_by_place_or_by_name_and_defaults_fill_the_rest() throws Exception {
    assertThat(run("two", List.of("a", 1L), Map.of())).isEqualTo("a1");
    assertThat(run("two", List.of(), Map.of("number", 2L, "text", "b"))).isEqualTo("b2");
    assertThat(run("two", List.of("c"), Map.of())).isEqualTo("c7");
  }

  @Test
  void the_context_is_given_and_takes_no_place() throws Exception {
    assertThat(run("context", List.of("!"), Map.of())).isEqualTo("id-1!");
  }

  @Test
  void every_kind_of_value_is_read_and_comes_back_plain() throws Exception {
    assertThat(run("numbers", List.of(1L, 2L, 3L, 4L, 5L, 6.5), Map.of()))
        .isEqualTo(List.of((byte) 1, (short) 2, 3, 4L, 5f, 6.5));
    assertThat(run("big", List.of(new BigInteger("9".repeat(40)), 0.5, 2L), Map.of()))
        .isEqualTo(List.of(new BigInteger("9".repeat(40)), new BigDecimal("0.5"), 2L));
    assertThat(run("times", List.of("2027-01-01T08:00:00+08:00", "1.5h"), Map.of()))
        .isEqualTo(List.of("2027-01-01T00:00:00Z", 5400.0));
    assertThat(run("others", Arrays.asList(true, "LARGE", null, null), Map.of()))
        .isEqualTo(Arrays.asList(true, "LARGE", null, null));
    assertThat(run("nothing", List.of(), Map.of())).isNull();
  }

  @Test
  void records_lists_and_maps_nest() throws Exception {
    Map<String, Object> named = Map.of("x", 1L, "name", "a");

    Object result =
        run("points", List.of(List.of(named, Map.of("x", 2L)), Map.of("n", 3L)), Map.of());

    assertThat(JavaValues.toJson(result))
        .isEqualTo(
            Json.parse(
                """
                {"points": [{"x": 1, "name": "a"}, {"x": 2, "name": null}], "counts": {"n": 3}}
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          two | [] | {} | text is missing
          two | ["a", 1, 2] | {} | 3 arguments are too many, it takes 2
          two | ["a"] | {"text": "b"} | text was given twice
          two | [] | {"n": 1} | there is no n, only text, number
          two | [1] | {} | text must be text, not a number
          two | [null] | {} | text must be text, not null
          two | ["a", null] | {} | number must be INT, not null
          two | ["a", "1"] | {} | number must be INT, not text
          two | ["a", 2147483648] | {} | number must be INT, not 2147483648
          two | ["a", 2.5] | {} | number must be INT, not 2.5
          times | ["tomorrow", "5s"] | {} | at must be a time, not tomorrow
          times | ["2027-01-01T00:00Z", "5 parsecs"] | {} | length must be a duration, not 5 parsecs
          others | ["yes", "LARGE", 1] | {} | flag must be true or false, not text
          others | [true, "huge", 1] | {} | size must be one of SMALL, LARGE, not huge
          points | [{}, {}] | {} | points must be a list, not an object
          points | [[{"x": 1}, {}], {}] | {} | points[1].x is missing
          points | [[{"x": 1, "y": 2}], {}] | {} | points[0] has no member y, only x, name
          points | [[], {"a": "b"}] | {} | counts.a must be INT, not text
          even | [{"number": 3}] | {} | even is refused: 3 is odd
          """)
  void what_does_not_fit_is_a_final_failure_that_names_the_parameter(
      String task, String args, String kwargs, String message) {
    Arguments arguments =
        new Arguments(
            JavaValues.listOf(Json.parse(args).asArray().orElseThrow()),
            JavaValues.mapOf(Json.parse(kwargs).asObject().orElseThrow()));

    assertThatThrownBy(() -> tasks.find(task).orElseThrow().run(context(), arguments))
        .isInstanceOf(WrongArguments.class)
        .extracting(e -> e.getMessage().replaceAll("parameter |'", ""))
        .isEqualTo(message.replace("INT", "a whole number that fits int"));
  }

  @Test
  void what_a_method_throws_comes_out_as_it_was() {
    assertThatThrownBy(() -> run("fails", List.of(), Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessage("disk");
  }

  @Test
  void options_are_the_owners() {
    assertThat(tasks.find("two").orElseThrow().options().limits().hard())
        .contains(Duration.ofSeconds(9));
    assertThat(tasks.find("even").orElseThrow().options()).isEqualTo(TaskOptions.DEFAULTS);
  }

  @SuppressWarnings("UnusedMethod")
  static final class Hidden implements Tasks {
    @TaskMethod("hidden")
    void hidden() {}
  }

  @SuppressWarnings("UnusedMethod")
  static final class Strange implements Tasks {
    @TaskMethod("strange")
    public void strange(Thread thread) {}
  }

  @SuppressWarnings("UnusedMethod")
  static final class WrongDefault implements Tasks {
    @TaskMethod("wrong")
    public void wrong(@DefaultsTo("many") int count) {}
  }

  static final class Empty implements Tasks {}

  @Test
  void a_method_that_no_message_can_call_is_refused_when_it_is_found() {
    assertRefused(new Hidden(), "Hidden.hidden: must be public and not static");
    assertRefused(
        new Strange(), "Strange.strange: parameter 'thread': java.lang.Thread cannot be read");
    assertRefused(
        new WrongDefault(),
        "WrongDefault.wrong: parameter 'count': must be a whole number that fits int, not many");
    assertRefused(new Empty(), "Empty has no method marked with @TaskMethod");
  }

  private static void assertRefused(Tasks owner, String why) {
    assertThatThrownBy(() -> TaskMethods.of(owner))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  private Object run(String task, List<Object> args, Map<String, Object> kwargs) throws Exception {
    return tasks.find(task).orElseThrow().run(context(), new Arguments(args, kwargs));
  }

  private static TaskContext context() {
    TaskContext context = Mockito.mock(TaskContext.class);
    Mockito.when(context.id()).thenReturn("id-1");
    return context;
  }
}
