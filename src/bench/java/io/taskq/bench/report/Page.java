package io.taskq.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The last run inside a document: between two marks, so that what people wrote around it stays. */
public final class Page {

  private static final String BEGIN = "<!-- the last run: written by bin/bench --doc -->";
  private static final String END = "<!-- the end of the last run -->";

  private Page() {}

  /** Whether the document has both marks. */
  public static boolean hasPlace(String document) {
    int begin = document.indexOf(BEGIN);
    return begin >= 0 && document.indexOf(END) > begin;
  }

  /**
   * The document, which {@linkplain #hasPlace has a place}, with this run for the one before.
   *
   * @param chart where the chart lies, as seen from the document
   */
  public static String put(String document, Report report, Optional<String> chart) {
    int begin = document.indexOf(BEGIN);
    int end = document.indexOf(END);
    return document.substring(0, begin + BEGIN.length())
        + "\n\n"
        + run(report, chart)
        + "\n"
        + document.substring(end);
  }

  private static String run(Report report, Optional<String> chart) {
    List<String> blocks = new ArrayList<>();
    blocks.add(table(List.of("", ""), facts(report)));
    blocks.add("**" + report.verdict() + ".**");
    chart.ifPresent(file -> blocks.add("![How far each goal is reached](" + file + ")"));
    report.chapters().forEach(chapter -> blocks.add(chapter(chapter)));
    if (!report.missing().isEmpty()) {
      blocks.add("Not compared:\n\n- " + String.join("\n- ", report.missing()));
    }
    return String.join("\n\n", blocks) + "\n";
  }

  private static List<List<String>> facts(Report report) {
    return report.facts().entrySet().stream()
        .map(fact -> List.of(fact.getKey(), fact.getValue()))
        .toList();
  }

  private static String chapter(Chapter chapter) {
    List<String> heads = List.of("", "measured", "rounds", "yardstick", "ratio", "goal", "");
    List<List<String>> rows = chapter.lines().stream().map(Page::cells).toList();
    return "### " + chapter.part() + "\n\n" + chapter.how() + "\n\n" + table(heads, rows);
  }

  private static List<String> cells(Line line) {
    return List.of(
        line.name(),
        line.measuredText(),
        line.spreadText(),
        line.yardstickText(),
        line.ratioText(),
        line.goalText(),
        line.verdict());
  }

  private static String table(List<String> heads, List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(row(heads));
    lines.add("|---".repeat(heads.size()) + "|");
    rows.forEach(row -> lines.add(row(row)));
    return String.join("\n", lines);
  }

  private static String row(List<String> cells) {
    List<String> safe = cells.stream().map(cell -> cell.replace("|", "\\|")).toList();
    return "| " + String.join(" | ", safe) + " |";
  }
}
