package io.taskq.bench.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A whole run.
 *
 * @param facts where and how: machine, versions, command, date; in the order they are shown
 * @param missing what could not be compared, and how to get it
 */
public record Report(Map<String, String> facts, List<Chapter> chapters, List<String> missing) {

  public Report {
    chapters = List.copyOf(chapters);
    missing = List.copyOf(missing);
  }

  /** How many goals there are, and how many of them are met. */
  public String verdict() {
    long goals = lines().filter(line -> line.goal().isPresent()).count();
    long met = lines().filter(line -> line.isMet().orElse(false)).count();
    return met + " of " + goals + " goals are met";
  }

  private Stream<Line> lines() {
    return chapters.stream().flatMap(chapter -> chapter.lines().stream());
  }
}
