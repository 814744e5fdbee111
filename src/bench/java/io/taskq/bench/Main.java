package io.taskq.bench;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Runs the parts that are named, or all, and prints what they saw. */
public final class Main {

  private static final List<String> PARTS =
      List.of("drain", "enqueue", "start", "inspect", "script", "beat");
  private static final String REQUIRE_CELERY = "--require-celery";

  private Main() {}

  /** Started by {@code bin/bench} with the launcher's path before its own words. */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    List<String> words = new ArrayList<>(List.of(args));
    String taskq = words.removeFirst();
    boolean requireCelery = words.remove(REQUIRE_CELERY);
    if (!PARTS.containsAll(words)) {
      System.err.println(
          "bench: cannot run: parts are "
              + String.join(", ", PARTS)
              + "\n"
              + "  Write: bin/bench [PART...] ["
              + REQUIRE_CELERY
              + "]");
      System.exit(2);
    }
    System.exit(run(taskq, words.isEmpty() ? PARTS : words, requireCelery));
  }

  private static int run(String taskq, List<String> parts, boolean requireCelery)
      throws IOException {
    Path folder = Files.createTempDirectory("taskq-bench");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    try (PrivateRedis redis = PrivateRedis.start(folder)) {
      Surroundings around = Surroundings.of(taskq, redis, folder);
      PrintStream out = System.out;
      introduce(around, out);
      if (around.celery().isEmpty() && requireCelery) {
        System.err.println(
            "bench: cannot compare: no Celery is installed\n"
                + "  Install it (Debian: apt install celery python3-redis).");
        return 4;
      }
      parts.forEach(part -> run(part, around, out));
      return 0;
    }
  }

  private static void introduce(Surroundings around, PrintStream out) {
    out.printf(
        "%s %s, %d processors, load %.1f%n",
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    out.printf(
        "Java %s, Redis %s, %s%n",
        Runtime.version(),
        around.redis().redis().version(),
        around.celery().map(v -> "Celery " + v).orElse("no Celery: taskq's numbers stand alone"));
  }

  private static void run(String part, Surroundings around, PrintStream out) {
    switch (part) {
      case "drain" -> new DrainPart(around, out).run();
      case "enqueue" -> new EnqueuePart(around, out).run();
      case "start" -> new StartPart(around, out).run();
      case "inspect" -> new InspectPart(around, out).run();
      case "script" -> new ScriptPart(around, out).run();
      case "beat" -> new BeatPart(around, out).run();
      default -> throw new IllegalArgumentException(part);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      System.err.println("bench: could not delete " + folder + ": " + e.getMessage());
    }
  }
}
