package io.taskq;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the contract of every Lua script: its header is true, and somebody runs it. */
class ScriptTidyTest {

  private static final int LONGEST = 60;
  private static final int LONGEST_CLAIM = 80;
  private static final Pattern NAMED =
      Pattern.compile("(?m)^-- (KEYS|ARGV)\\[(\\d+)(\\.\\.\\.)?\\] \\S");
  private static final Pattern USED = Pattern.compile("\\b(KEYS|ARGV)\\[(\\d+)\\]");
  private static final Pattern PARTS = Pattern.compile("(?m)^-- Uses (.*)$");

  private static final List<Path> ALL = Sources.below("src/main/resources", ".lua");
  private static final String JAVA =
      Sources.below("src/main/java", ".java").stream()
          .map(Sources::text)
          .collect(Collectors.joining());

  private static Stream<Path> scripts() {
    return ALL.stream().filter(file -> !isPart(file));
  }

  private static boolean isPart(Path file) {
    return file.getParent().endsWith("part");
  }

  @Test
  void every_script_says_what_it_does_why_in_one_step_and_what_it_returns() {
    assertThat(scripts())
        .allSatisfy(
            file -> {
              List<String> header = header(file);
              assertThat(header).as(Sources.name(file)).hasSizeGreaterThan(3);
              assertThat(header.get(0)).as("what it does").matches("-- [A-Z].*");
              int why = header.indexOf("--") + 1;
              assertThat(why).as("a paragraph of why follows").isBetween(2, 4);
              assertThat(header.get(why)).as("why it is one step").matches("-- [A-Z].*");
              assertThat(header).as("Returns").anyMatch(line -> line.startsWith("-- Returns "));
            });
  }

  @Test
  void keys_and_arguments_are_named_one_by_one_from_the_first() {
    assertThat(scripts())
        .allSatisfy(
            file -> {
              String header = String.join("\n", header(file));
              for (String what : List.of("KEYS", "ARGV")) {
                List<Integer> named = numbers(NAMED, header, what);
                assertThat(named)
                    .as(Sources.name(file) + " " + what)
                    .isEqualTo(IntStream.rangeClosed(1, named.size()).boxed().toList());
              }
            });
  }

  @Test
  void no_script_reads_what_its_header_does_not_name() {
    assertThat(scripts())
        .allSatisfy(
            file -> {
              String header = String.join("\n", header(file));
              for (String what : List.of("KEYS", "ARGV")) {
                Set<Integer> named = Set.copyOf(numbers(NAMED, header, what));
                assertThat(named)
                    .as(Sources.name(file) + " " + what)
                    .containsAll(numbers(USED, body(file), what));
              }
            });
  }

  @Test
  void scripts_are_short() {
    assertThat(ALL)
        .allSatisfy(
            file ->
                assertThat(body(file).strip().lines().count())
                    .as(Sources.name(file) + " below its header")
                    .isLessThanOrEqualTo(file.endsWith("claim.lua") ? LONGEST_CLAIM : LONGEST));
  }

  @Test
  void every_script_is_run_and_every_part_is_used() {
    Set<String> used =
        ALL.stream()
            .flatMap(file -> PARTS.matcher(Sources.text(file)).results())
            .flatMap(uses -> Stream.of(uses.group(1).split("[ ,]+")))
            .collect(Collectors.toSet());
    assertThat(ALL)
        .allSatisfy(
            file -> {
              String name = file.getFileName().toString().replace(".lua", "");
              assertThat(isPart(file) ? used.contains("part/" + name) : isLoaded(name))
                  .as(Sources.name(file) + " is used")
                  .isTrue();
            });
  }

  @Test
  void no_script_builds_a_key_or_reads_a_payload() {
    Pattern forbidden = Pattern.compile("'taskq:|\"taskq:|cjson|cmsgpack|loadstring");
    assertThat(ALL.stream().flatMap(Sources::lines))
        .noneMatch(line -> forbidden.matcher(Sources.bare(line)).find());
  }

  private static boolean isLoaded(String name) {
    return JAVA.contains("\"" + name + "\"");
  }

  private static List<Integer> numbers(Pattern pattern, String text, String what) {
    return pattern
        .matcher(text)
        .results()
        .filter(found -> found.group(1).equals(what))
        .map((MatchResult found) -> Integer.parseInt(found.group(2)))
        .toList();
  }

  private static List<String> header(Path file) {
    return Sources.text(file).lines().takeWhile(line -> line.startsWith("--")).toList();
  }

  private static String body(Path file) {
    return Sources.text(file)
        .lines()
        .dropWhile(line -> line.startsWith("--"))
        .collect(Collectors.joining("\n"));
  }
}
