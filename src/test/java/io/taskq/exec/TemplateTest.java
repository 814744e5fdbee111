package io.taskq.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskq.error.TaskqException;
import io.taskq.json.JavaValues;
import io.taskq.json.Json;
import io.taskq.json.JsonLimits;
import io.taskq.json.JsonReader;
import io.taskq.task.Arguments;
import io.taskq.task.WrongArguments;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{0}                 | ['a']               | {}          | a",
        "{1} {0}             | ['a', 'b']          | {}          | b,a",
        "-resize {size}      | []                  | {'size': 4} | -resize,4",
        "--size={0}x{1}.png  | [3, 1.5]            | {}          | --size=3x1.5.png",
        "--out={0}           | ['-rf']             | {}          | --out=-rf",
        "-- {0} {name}       | ['-rf']             | {'name': '-x'} | --,-rf,-x",
        "{0}{0}              | ['a']               | {}          | aa",
        "{0}                 | ['']                | {}          | ''",
        "{0} {ok}            | [12345678901234567890] | {'ok': true} | 12345678901234567890,true",
        "{{0}} {{a}}{0}      | ['b']               | {}          | {0},{a}b",
        "{0}                 | ['云 海']           | {}          | 云 海",
      })
  void arguments_go_where_the_template_says(
      String template, String args, String kwargs, String expected) {
    List<String> filled = template(template).fill(arguments(args, kwargs));

    assertThat(String.join(",", filled)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{0}        | []           | {}           | argument 0 is missing",
        "{0} {1}    | ['a']        | {}           | argument 1 is missing",
        "{size}     | []           | {}           | argument size is missing",
        "{0}        | ['a', 'b']   | {}           | 2 arguments are too many, it takes 1",
        "{0}        | ['a']        | {'x': 1}     | there is no parameter 'x', only none by name",
        "{size} {w} | []           | {'sise': 1}  | there is no parameter 'sise', only size, w",
        "{0}        | [null]       | {}           | argument 0 must be text, a number, true or",
        "{0}        | [[1]]        | {}           | true or false, not a list",
        "{0}        | [{'a': 1}]   | {}           | true or false, not an object",
        "{0}        | ['a\\u0000'] | {}           | argument 0 contains NUL",
        "{0}        | ['-rf']      | {}           | argument 0 begins with a dash",
        "{0}.png    | ['-rf']      | {}           | argument 0 begins with a dash",
        "{a}        | []           | {'a': -5}    | argument a begins with a dash",
        "{0}{1}     | ['', '-rf']  | {}           | argument 1 begins with a dash",
        "{0} -- {1} | ['-a', '-b'] | {}           | argument 0 begins with a dash",
        "-{0} {1}   | ['-', '-b']  | {}           | argument 1 begins with a dash",
      })
  void arguments_that_do_not_fit_are_named_and_no_retry_mends_them(
      String template, String args, String kwargs, String why) {
    assertThatThrownBy(() -> template(template).fill(arguments(args, kwargs)))
        .isInstanceOf(WrongArguments.class)
        .hasMessageContaining(why);
  }

  @Test
  void a_refused_option_says_how_to_let_it_through_and_not_what_it_was() {
    assertThatThrownBy(() -> template("{0}").fill(arguments("['-s3cr3t']", "{}")))
        .hasMessageContaining("write \"--\" before {0} in taskq.yml")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void a_program_that_reads_the_request_may_get_more_than_there_are_places() {
    Template template = new Template("t", List.of("p", "{0}"), true);

    assertThat(template.fill(arguments("['a', 'b']", "{'c': [1]}"))).containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p {0      | has a { alone",
        "p 0}      | has a } alone",
        "p {}      | has a { alone",
        "p {a b}   | has a { alone",
        "p {-1}    | has a { alone",
        "{0} a     | a message would choose the program",
        "bin/{p} a | a message would choose the program",
      })
  void a_wrong_template_is_refused_with_the_name_of_its_task(String template, String why) {
    List<String> words = List.of(template.split(" (?![a-z]*})"));

    assertThatThrownBy(() -> new Template("resize", words, false))
        .isInstanceOf(TaskqException.Invalid.class)
        .hasMessageContaining("the task \"resize\"")
        .hasMessageContaining(why);
  }

  private static Template template(String arguments) {
    return new Template("t", List.of(("p " + arguments).split(" ")), false);
  }

  private static Arguments arguments(String args, String kwargs) {
    return new Arguments(
        JavaValues.listOf(json(args).asArray().orElseThrow()),
        JavaValues.mapOf(json(kwargs).asObject().orElseThrow()));
  }

  private static Json json(String text) {
    return JsonReader.read(text.replace('\'', '"'), JsonLimits.USUAL);
  }
}
