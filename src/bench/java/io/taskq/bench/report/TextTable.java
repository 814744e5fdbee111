package io.taskq.bench.report;

import java.util.ArrayList;
import java.util.List;

/** A chapter for a terminal: columns as wide as what is in them. */
public final class TextTable {

  private static final String BETWEEN = "  ";

  private TextTable() {}

  public static String of(Chapter chapter) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "measured", "yardstick", "ratio", "goal", ""));
    chapter.lines().forEach(line -> rows.add(cells(line)));
    StringBuilder text = new StringBuilder();
    text.append(chapter.part()).append(": ").append(chapter.how()).append('\n');
    rows.forEach(row -> text.append(line(row, rows)).append('\n'));
    return text.toString();
  }

  private static List<String> cells(Line line) {
    return List.of(
        line.name(),
        line.measuredText(),
        line.yardstickText(),
        line.ratioText(),
        line.goalText(),
        line.verdict());
  }

  private static String line(List<String> row, List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      int width = width(rows, column);
      String cell = row.get(column);
      // Numbers end in one line below each other, words begin in one.
      boolean isNumber = column == 1 || column == 3;
      String padding = " ".repeat(width - cell.length());
      text.append(BETWEEN).append(isNumber ? padding + cell : cell + padding);
    }
    return text.toString().stripTrailing();
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElseThrow();
  }
}
