package io.taskq.bench.report;

import java.util.List;

/**
 * What one part has measured.
 *
 * @param part its name, as on the command line
 * @param how how it was measured, in a sentence
 */
public record Chapter(String part, String how, List<Line> lines) {

  public Chapter {
    lines = List.copyOf(lines);
  }
}
