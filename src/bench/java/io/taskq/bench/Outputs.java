package io.taskq.bench;

import io.taskq.bench.report.Chart;
import io.taskq.bench.report.JsonForm;
import io.taskq.bench.report.Page;
import io.taskq.bench.report.Report;
import io.taskq.bench.report.TextTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files that a run is written to. */
final class Outputs {

  private final Optional<Path> json;
  private final Optional<Path> svg;
  private final Optional<Path> doc;

  /**
   * The files that the options name.
   *
   * @throws Options.Wrong when the document has no place for a run: better before than after
   */
  Outputs(Options options) throws IOException {
    this.json = options.file("--json");
    this.svg = options.file("--svg");
    this.doc = options.file("--doc");
    for (Path file : doc.stream().toList()) {
      if (!Files.exists(file) || !Page.hasPlace(Files.readString(file))) {
        throw new Options.Wrong(file + " is no document with the two marks of a run");
      }
    }
  }

  void write(Report report) throws IOException {
    if (json.isPresent()) {
      Files.writeString(json.get(), JsonForm.write(report) + "\n");
    }
    if (svg.isPresent()) {
      Files.writeString(svg.get(), Chart.of(report));
    }
    if (doc.isPresent()) {
      Files.writeString(doc.get(), Page.put(Files.readString(doc.get()), report, chartFromDoc()));
    }
  }

  /** The document shows the chart when both are written. */
  private Optional<String> chartFromDoc() {
    Path folder = doc.orElseThrow().toAbsolutePath().normalize().getParent();
    return svg.map(file -> folder.relativize(file.toAbsolutePath().normalize()).toString());
  }

  /** A run that was measured before. */
  static void print(Report report, PrintStream out) {
    report.facts().forEach((name, fact) -> out.printf("%-10s%s%n", name, fact));
    report.chapters().forEach(chapter -> out.printf("%n%s", TextTable.of(chapter)));
    conclude(report, out);
  }

  static void conclude(Report report, PrintStream out) {
    out.println();
    report.missing().forEach(one -> out.println("not compared: " + one));
    out.println(report.verdict());
  }
}
