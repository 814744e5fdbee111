package io.taskq.cli.output;

import io.taskq.text.Visible;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows in aligned columns, two blanks between them. A column name that starts with {@code >} is
 * aligned to the right.
 */
public final class Table {

  private final List<String[]> rows = new ArrayList<>();
  private final boolean[] right;

  /** A table with these column names. */
  public Table(String... columns) {
    right = new boolean[columns.length];
    String[] names = new String[columns.length];
    for (int i = 0; i < columns.length; i++) {
      right[i] = columns[i].startsWith(">");
      names[i] = right[i] ? columns[i].substring(1) : columns[i];
    }
    rows.add(names);
  }

  /** Adds a row; cells from outside are escaped. */
  public Table row(String... cells) {
    if (cells.length != right.length) {
      throw new IllegalArgumentException(
          "a row has %d cells, not %d".formatted(right.length, cells.length));
    }
    rows.add(Arrays.stream(cells).map(Visible::of).toArray(String[]::new));
    return this;
  }

  /** Whether it has no row. */
  public boolean isEmpty() {
    return rows.size() == 1;
  }

  /** The table as lines, without blanks at their ends. */
  public List<String> lines() {
    int[] widths = new int[right.length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], Columns.width(row[i]));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      String padding = " ".repeat(widths[i] - Columns.width(row[i]));
      line.append(i == 0 ? "" : "  ");
      line.append(right[i] ? padding + row[i] : row[i] + padding);
    }
    return line.toString().stripTrailing();
  }
}
