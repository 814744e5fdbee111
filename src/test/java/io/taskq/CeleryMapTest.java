package io.taskq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds that what is said to be kept of Celery is held by tests that are there. */
class CeleryMapTest {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([^|]+) \\| (kept|mapped|dropped) \\| ([^|]*) \\| ([^|]*)\\|$");
  private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+)`");

  private static final List<MatchResult> ROWS =
      ROW.matcher(Sources.text(Sources.ROOT.resolve("src/docs/CELERY.md"))).results().toList();

  @Test
  void every_kept_row_names_a_test_that_is_there_and_runs() {
    List<MatchResult> kept = ROWS.stream().filter(row -> row.group(2).equals("kept")).toList();

    assertThat(kept).hasSizeGreaterThan(30);
    assertThat(kept)
        .allSatisfy(
            row -> {
              List<MatchResult> tests = NAMED.matcher(row.group(4)).results().toList();
              assertThat(tests).as(row.group(1)).isNotEmpty();
              assertThat(tests)
                  .allSatisfy(
                      test ->
                          assertThat(ReliabilityMapTest.runs(test.group(1), test.group(2)))
                              .as(test.group())
                              .isTrue());
            });
  }

  @Test
  void what_is_mapped_or_dropped_says_why() {
    assertThat(ROWS).allMatch(row -> row.group(2).equals("kept") || !row.group(3).isBlank());
  }
}
