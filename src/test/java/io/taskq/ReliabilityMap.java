package io.taskq;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The map of failures, as its document has it: number, failure, and what holds it. */
final class ReliabilityMap {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| R(\\d+) \\| ([^|]+) \\| ([^|]+) \\|$");
  private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+)`");

  static final List<MatchResult> ROWS =
      ROW.matcher(Sources.text(Sources.ROOT.resolve("src/docs/RELIABILITY.md"))).results().toList();

  private ReliabilityMap() {}

  /** The tests a row names: class and method. */
  static Stream<MatchResult> named(MatchResult row) {
    return NAMED.matcher(row.group(3)).results();
  }
}
