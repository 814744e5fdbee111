package io.taskq;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Holds that the map of failures names tests that are there. */
class ReliabilityMapTest {

  private static final int FAILURES = 54;
  private static final String NOT_APPLICABLE = "not applicable, because ";
  private static final List<MatchResult> ROWS = ReliabilityMap.ROWS;

  private static final Map<String, String> TESTS =
      Sources.below("src/test/java", ".java").stream()
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  ReliabilityMapTest::text,
                  String::concat));

  private static String text(Path file) {
    return Sources.text(file);
  }

  @Test
  void every_failure_is_on_the_map_once_and_in_order() {
    assertThat(ROWS.stream().map(row -> Integer.parseInt(row.group(1))))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, FAILURES).boxed().toList());
  }

  @Test
  void every_line_names_a_test_or_says_why_there_is_none() {
    assertThat(ROWS)
        .allMatch(
            row ->
                row.group(3).startsWith(NOT_APPLICABLE)
                    || ReliabilityMap.named(row).findAny().isPresent());
  }

  @Test
  void every_test_that_is_named_is_there_and_runs() {
    List<MatchResult> named = ROWS.stream().flatMap(ReliabilityMap::named).toList();

    assertThat(named).hasSizeGreaterThan(FAILURES / 2);
    assertThat(named)
        .allSatisfy(
            test -> assertThat(runs(test.group(1), test.group(2))).as(test.group()).isTrue());
  }

  @Test
  void what_is_no_test_is_not_taken_for_one() {
    assertThat(runs("ReliabilityMapTest", "what_is_no_test_is_not_taken_for_one")).isTrue();
    assertThat(runs("ReliabilityMapTest", "no_such_test")).isFalse();
    assertThat(runs("NoSuchTest", "anything")).isFalse();
    assertThat(runs("ReliabilityMapTest", "text")).isFalse();
  }

  /** A method that JUnit calls, in a class that nothing switches off. */
  static boolean runs(String type, String method) {
    String source = TESTS.getOrDefault(type, "");
    // Split, so that this line does not switch off its own class.
    boolean switchedOff = source.contains("@Dis" + "abled");
    Pattern test =
        Pattern.compile(
            "@(Test|ParameterizedTest|RepeatedTest)\\b[^;{}]*(\\{[^{}]*\\}[^;{}]*)*\\bvoid\\s+"
                + method
                + "\\(");
    return !switchedOff && test.matcher(source).find();
  }
}
