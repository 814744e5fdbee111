package io.taskq.bench;

import io.taskq.bench.report.Chapter;
import io.taskq.bench.report.JsonForm;
import io.taskq.bench.report.Report;
import io.taskq.bench.report.TextTable;
import io.taskq.error.TaskqException;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the parts that are named, or all; prints what they saw, and writes it down. */
public final class Main {

  private static final int BROKE_OFF = 1;
  private static final int LAST_WORDS = 10;
  private static final int WRONG_USAGE = 2;
  private static final int REFUSED = 4;

  private final Options options;
  private final PrintStream out;

  private Main(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Started by {@code bin/bench} with the launcher's path before its own words. */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    List<String> words = new ArrayList<>(List.of(args));
    String taskq = words.removeFirst();
    if (words.contains("--help") || words.contains("-h")) {
      System.out.print(Options.usage());
      return;
    }
    try {
      System.exit(new Main(Options.parse(words), System.out).run(taskq));
    } catch (Options.Wrong e) {
      System.err.println(
          "bench: cannot run: " + e.getMessage() + "\n  bin/bench --help lists what there is.");
      System.exit(WRONG_USAGE);
    }
  }

  private int run(String taskq) throws IOException {
    Outputs outputs = new Outputs(options);
    if (options.file("--read").isPresent()) {
      Report report = JsonForm.read(Files.readString(options.file("--read").get()));
      Outputs.print(report, out);
      outputs.write(report);
      return 0;
    }
    Path folder = Files.createTempDirectory("taskq-bench");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    try (PrivateRedis redis = PrivateRedis.start(folder)) {
      return measure(Surroundings.of(taskq, redis, folder, options), outputs);
    }
  }

  private int measure(Surroundings around, Outputs outputs) throws IOException {
    if (around.celery().isEmpty() && options.requireCelery()) {
      System.err.println(
          "bench: cannot compare: no Celery is installed\n"
              + "  Install it (Debian: apt install celery python3-redis).");
      return REFUSED;
    }
    Map<String, String> facts = new Machine(around, options).facts();
    facts.forEach((name, fact) -> out.printf("%-10s%s%n", name, fact));
    List<Chapter> chapters = new ArrayList<>();
    boolean isWhole = true;
    for (String part : options.parts()) {
      around.redis().clearAll();
      isWhole &= run(part, around, chapters);
      // A long run that is broken off has told what it saw until then.
      outputs.write(new Report(facts, chapters, around.missing()));
    }
    Outputs.conclude(new Report(facts, chapters, around.missing()), out);
    return isWhole ? 0 : BROKE_OFF;
  }

  /**
   * Whether the part came to its end; when it did not, the others are worth having all the same.
   */
  private boolean run(String part, Surroundings around, List<Chapter> chapters) throws IOException {
    try {
      if (part.equals("beat")) {
        new BeatPart(around, out).run();
        return true;
      }
      Chapter chapter = part(part, around).run();
      out.printf("%n%s", TextTable.of(chapter));
      chapters.add(chapter);
      return true;
    } catch (IllegalStateException | TaskqException e) {
      System.err.println("bench: " + part + " broke off: " + e.getMessage());
      tail(around.folder().resolve(Program.LOG));
      around.missing().add(part + " broke off: " + e.getMessage());
      return false;
    }
  }

  /** The folder of the run is deleted, and with it what the workers said. */
  private static void tail(Path log) throws IOException {
    List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
    lines
        .subList(Math.max(0, lines.size() - LAST_WORDS), lines.size())
        .forEach(line -> System.err.println("  " + line));
  }

  private static Part part(String name, Surroundings around) {
    return switch (name) {
      case "drain" -> new DrainPart(around);
      case "enqueue" -> new EnqueuePart(around);
      case "latency" -> new LatencyPart(around);
      case "commands" -> new CommandsPart(around);
      case "start" -> new StartPart(around);
      case "inspect" -> new InspectPart(around);
      case "idle" -> new IdlePart(around);
      case "scale" -> new ScalePart(around);
      case "script" -> new ScriptPart(around);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      System.err.println("bench: could not delete " + folder + ": " + e.getMessage());
    }
  }
}
