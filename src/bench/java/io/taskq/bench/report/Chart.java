package io.taskq.bench.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A chart of how far each goal was reached: bars that leave the line of the goal to the right when
 * it is met, and to the left when not. Each step of the scale is a doubling.
 */
public final class Chart {

  private static final int WIDTH = 1080;
  private static final int LEFT = 420;
  private static final int RIGHT = 760;
  private static final int ROW = 22;
  private static final int TOP = 64;

  /** Doublings to either side; what goes beyond ends at the border, its text says how far. */
  private static final int STEPS = 3;

  private static final String[] SCALE = {"1/8", "1/4", "1/2", "goal", "2 x", "4 x", "8 x"};

  private Chart() {}

  public static String of(Report report) {
    List<Row> rows =
        report.chapters().stream()
            .flatMap(chapter -> chapter.lines().stream().map(line -> new Row(chapter, line)))
            .filter(row -> row.line().goal().isPresent())
            .toList();
    int bottom = TOP + rows.size() * ROW;
    StringBuilder svg = new StringBuilder();
    svg.append(head(bottom + 16));
    svg.append(text(16, 26, "title", "taskq: how far each goal is reached"));
    svg.append(text(16, 44, "small", report.verdict() + "; to the right of the line is better"));
    IntStream.rangeClosed(-STEPS, STEPS).forEach(step -> svg.append(mark(step, bottom)));
    IntStream.range(0, rows.size()).forEach(i -> svg.append(bar(rows.get(i), TOP + i * ROW)));
    return svg.append("</svg>\n").toString();
  }

  private record Row(Chapter chapter, Line line) {}

  private static String head(int height) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">
    <style>
    text { font: 13px sans-serif; fill: #222; }
    .title { font-size: 16px; font-weight: bold; }
    .small { font-size: 11px; fill: #666; }
    .name { text-anchor: end; }
    .mark { font-size: 11px; fill: #666; text-anchor: middle; }
    .ok { fill: #2f855a; }
    .short { fill: #c05621; }
    line { stroke: #ddd; }
    line.goal { stroke: #222; }
    </style>
    <rect width="100%%" height="100%%" fill="#fff"/>
    """
        .formatted(WIDTH, height, WIDTH, height);
  }

  private static String mark(int step, int bottom) {
    int x = place(step);
    return text(x, TOP - 6, "mark", SCALE[step + STEPS])
        + "<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>%n"
            .formatted(step == 0 ? "goal" : "mark", x, TOP, x, bottom);
  }

  private static String bar(Row row, int top) {
    Line line = row.line();
    int goal = place(0);
    int end = place(doublings(line.reached().orElseThrow()));
    // A goal that is just reached has a bar too, or the row would look forgotten.
    int width = Math.max(2, Math.abs(end - goal));
    String name = row.chapter().part() + ": " + line.name() + besides(line);
    return text(LEFT - 10, top + 15, "name", name)
        + "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>%n"
            .formatted(line.verdict(), Math.min(goal, end), top + 4, width, ROW - 8)
        + text(RIGHT + 10, top + 15, "value", said(line));
  }

  private static String besides(Line line) {
    return line.goal().orElseThrow().judged() == Goal.Judged.RATIO
        ? " / " + line.yardstick().orElseThrow().name()
        : "";
  }

  private static String said(Line line) {
    boolean isRatio = line.goal().orElseThrow().judged() == Goal.Judged.RATIO;
    String value = isRatio ? line.ratioText() : line.measuredText();
    return value + "   (" + line.goalText() + ")  " + line.verdict();
  }

  private static double doublings(double reached) {
    double steps = Math.log(reached) / Math.log(2);
    return Double.isNaN(steps) ? 0 : Math.clamp(steps, -STEPS, STEPS);
  }

  private static int place(double doublings) {
    return (int) Math.round((LEFT + RIGHT) / 2.0 + doublings * (RIGHT - LEFT) / (2.0 * STEPS));
  }

  private static String text(int x, int y, String kind, String words) {
    return "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n".formatted(kind, x, y, escape(words));
  }

  private static String escape(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
