package io.taskq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.testing.Command;
import io.taskq.testing.Command.Outcome;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Holds the forms in which bin/bench shows a run, by a run that was kept: nothing is measured. */
class BenchReportTest {

  private static final Path RUN = Sources.ROOT.resolve("src/test/resources/bench/run.json");
  private static final String BEGIN = "<!-- the last run: written by bin/bench --doc -->";
  private static final String END = "<!-- the end of the last run -->";

  @TempDir private static Path folder;
  private static Outcome shown;

  @BeforeAll
  static void show_the_run_in_every_form() throws IOException {
    Files.writeString(
        folder.resolve("page.md"), "Before.\n\n" + BEGIN + "\nold\n" + END + "\nLast.");
    shown = bench("--json", "again.json", "--svg", "chart.svg", "--doc", "page.md");
    assertThat(shown.err()).isEmpty();
    assertThat(shown.exitCode()).isZero();
  }

  private static Outcome bench(String... options) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes =
        Sources.ROOT.resolve("target/bench-classes")
            + File.pathSeparator
            + System.getProperty("java.class.path");
    List<String> words = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1"));
    words.addAll(List.of("-XX:+UseSerialGC", "-cp", classes));
    words.addAll(List.of("io.taskq.bench.Main", Sources.ROOT.resolve("bin/taskq").toString()));
    words.addAll(List.of("--read", RUN.toString()));
    words.addAll(List.of(options));
    return Command.of(words.toArray(String[]::new)).in(folder).run();
  }

  @Test
  void the_table_has_medians_goals_and_who_fell_short() {
    assertThat(shown.out())
        .isEqualTo(
            """
            command   bin/bench drain
            machine   2 processors

            drain: As a test has it.
                                       measured  yardstick         ratio  goal
              -c 100                   40,000/s                           >= 20,000/s  ok
              -c 100                       30/s  20/s others <&>  3.00 x  >= 6.00 x    short
              script time               12.5 us                           <= 25.0 us   ok
              start                    200.0 ms  400.0 ms celery  0.50 x  <= 0.50 x    ok
              nothing held against it  1,234 MB

            not compared: RQ is not installed: a test says so
            3 of 4 goals are met
            """);
  }

  /** Of the medians it would be 1.5: a round in which the machine was slow counts for both. */
  @Test
  void a_ratio_is_the_median_of_the_rounds_own_ratios() {
    assertThat(shown.out()).contains("20/s others <&>  3.00 x");
  }

  @Test
  void what_json_holds_is_the_same_run_when_it_is_read_again() throws IOException {
    String written = Files.readString(folder.resolve("again.json"));
    Files.writeString(folder.resolve("kept.json"), written);

    Outcome again = bench("--read", "kept.json", "--json", "twice.json");

    assertThat(again.out()).isEqualTo(shown.out());
    assertThat(folder.resolve("twice.json")).hasContent(written);
    assertThat(written)
        .contains("\"measured\": [30.0, 20.0, 90.0]")
        .contains("\"verdict\": \"short\"");
  }

  @Test
  void a_bar_leaves_the_line_of_the_goal_to_the_right_when_it_is_met_and_else_to_the_left()
      throws Exception {
    List<Element> bars = bars();
    int goal = 590;
    int doubling = 57;

    assertThat(bars).hasSize(4);
    assertThat(bars.get(0).getAttribute("class")).isEqualTo("ok");
    assertThat(number(bars.get(0), "x")).isEqualTo(goal);
    assertThat(number(bars.get(0), "width")).isEqualTo(doubling);
    assertThat(bars.get(1).getAttribute("class")).isEqualTo("short");
    assertThat(number(bars.get(1), "x") + number(bars.get(1), "width")).isEqualTo(goal);
    assertThat(number(bars.get(1), "width")).isEqualTo(doubling);
    assertThat(number(bars.get(2), "width")).isEqualTo(doubling);
    assertThat(number(bars.get(3), "width")).isPositive();
  }

  private static List<Element> bars() throws Exception {
    byte[] svg = Files.readString(folder.resolve("chart.svg")).getBytes(UTF_8);
    NodeList all =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg))
            .getElementsByTagName("rect");
    return IntStream.range(0, all.getLength())
        .mapToObj(i -> (Element) all.item(i))
        .filter(element -> element.hasAttribute("class"))
        .toList();
  }

  private static int number(Element element, String name) {
    return Integer.parseInt(element.getAttribute(name));
  }

  @Test
  void a_document_gets_the_run_between_its_marks_and_keeps_the_rest() throws IOException {
    String page = Files.readString(folder.resolve("page.md"));

    assertThat(page)
        .startsWith("Before.\n\n" + BEGIN + "\n\n|")
        .endsWith("- RQ is not installed: a test says so\n\n" + END + "\nLast.")
        .contains("**3 of 4 goals are met.**")
        .contains("![How far each goal is reached](chart.svg)")
        .contains("| -c 100 | 40,000/s | 36,000/s - 44,000/s |  |  | >= 20,000/s | ok |")
        .doesNotContain("old");
  }

  @Test
  void what_cannot_be_done_is_refused_before_anything_is_measured() throws IOException {
    Files.writeString(folder.resolve("other.md"), "No marks.");

    Outcome noPlace = bench("--doc", "other.md");
    Outcome noPart = bench("drian");

    assertThat(noPlace.exitCode()).isEqualTo(2);
    assertThat(noPlace.err()).contains("other.md is no document with the two marks of a run");
    assertThat(folder.resolve("other.md")).hasContent("No marks.");
    assertThat(noPart.exitCode()).isEqualTo(2);
    assertThat(noPart.err()).contains("there is no part drian").contains("bin/bench --help");
  }
}
