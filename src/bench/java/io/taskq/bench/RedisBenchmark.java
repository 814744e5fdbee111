package io.taskq.bench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Redis' own measuring program: what one connection can do that waits for each answer. */
final class RedisBenchmark {

  private static final String MISSING =
      "redis-benchmark is not installed: Debian: apt install redis-tools";
  private static final Pattern RATE = Pattern.compile("\"LPUSH\",\"([\\d.]+)\"");

  private RedisBenchmark() {}

  /** LPUSHes a second of 700 bytes each; empty, and noted, where the program is not there. */
  static OptionalDouble lpush(Surroundings around, int count) {
    List<String> command =
        List.of(
            "redis-benchmark",
            "-p",
            Integer.toString(around.redis().port()),
            "-t",
            "lpush",
            "-c",
            "1",
            "-d",
            "700",
            "-n",
            Integer.toString(count),
            "--csv");
    Optional<String> said = Program.output(command, around.folder());
    if (said.isEmpty() && !around.missing().contains(MISSING)) {
      around.missing().add(MISSING);
    }
    return said.stream()
        .flatMap(text -> RATE.matcher(text).results())
        .map((MatchResult found) -> found.group(1))
        .mapToDouble(Double::parseDouble)
        .findFirst();
  }
}
