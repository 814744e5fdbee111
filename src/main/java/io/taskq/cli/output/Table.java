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
        widths[i] = Math.max(widths[i], width(row[i]));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      String padding = " ".repeat(widths[i] - width(row[i]));
      line.append(i == 0 ? "" : "  ");
      line.append(right[i] ? padding + row[i] : row[i] + padding);
    }
    return line.toString().stripTrailing();
  }

  /** How many columns of a terminal the text takes: two for wide scripts. */
  private static int width(String text) {
    return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
  }

  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115f)
        || (c >= 0x2e80 && c <= 0xa4cf)
        || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe6f)
        || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6)
        || (c >= 0x1f300 && c <= 0x1faff)
        || (c >= 0x20000 && c <= 0x3fffd);
  }
}
