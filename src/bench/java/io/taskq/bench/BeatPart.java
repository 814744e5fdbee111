package io.taskq.bench;

import io.taskq.redis.Keys;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * A beat with ten thousand entries: how soon it leads, how late it fires, what it costs; each
 * beside what is promised of it.
 */
final class BeatPart {

  private static final int ENTRIES = 10_000;
  private static final int INTERVAL_MILLIS = 10_000;
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final Duration BUSY = Duration.ofSeconds(30);
  private static final double MOST_START_SECONDS = 2;
  private static final double MOST_IDLE_PERCENT = 1;
  private static final double MOST_LATE_MILLIS = 300;
  private static final double MOST_LATE_AT_ONCE_MILLIS = 1000;

  private final Surroundings around;
  private final PrintStream out;
  private final Keys keys = new Keys("", 0);

  BeatPart(Surroundings around, PrintStream out) {
    this.around = around;
    this.out = out;
  }

  void run() {
    out.printf("%nbeat: %,d entries%n", ENTRIES);
    idle();
    Instant base = Instant.parse("2026-01-01T00:00:00Z");
    fire("1,000 slots a second, evenly", MOST_LATE_MILLIS, i -> base.plusMillis(i));
    fire("10,000 slots at one moment", MOST_LATE_AT_ONCE_MILLIS, i -> base);
  }

  private void idle() {
    around.redis().clear();
    write("schedule-idle.yml", i -> "cron: \"%d 3 1 1 *\"".formatted(i % 60));
    long begun = System.nanoTime();
    Process beat = start("schedule-idle.yml");
    try {
      awaitEntries();
      double took = (System.nanoTime() - begun) / 1e9;
      out.printf(
          "  start: leads with all of them after %.2f s, %.1f s of processors (%s)%n",
          took, cpuMillis(beat) / 1e3, verdict(took, MOST_START_SECONDS, "s"));
      rest(Duration.ofSeconds(3));
      double load = load(beat, IDLE);
      out.printf(
          "  idle:  %.2f %% of a processor over %d s (%s)%n",
          load, IDLE.toSeconds(), verdict(load, MOST_IDLE_PERCENT, "%"));
    } finally {
      stop(beat);
    }
  }

  private static String verdict(double seen, double most, String unit) {
    return "%s: at most %.0f %s".formatted(seen <= most ? "ok" : "TOO MUCH", most, unit);
  }

  private void fire(String what, double mostLate, IntFunction<Instant> start) {
    around.redis().clear();
    write(
        "schedule-busy.yml",
        i -> "every: %dms, start: \"%s\"".formatted(INTERVAL_MILLIS, start.apply(i)));
    Process beat = start("schedule-busy.yml");
    try {
      awaitEntries();
      rest(Duration.ofMillis(INTERVAL_MILLIS));
      Instant from = around.redis().redis().time();
      double load = load(beat, BUSY);
      List<Long> late = lateness(from);
      out.printf(
          "  %s: %,d fired, late p50 %d ms, p99 %d ms (%s), most %d ms; %.0f %% of a processor%n",
          what,
          late.size(),
          late.get(late.size() / 2),
          late.get(late.size() * 99 / 100),
          verdict(late.get(late.size() * 99 / 100), mostLate, "ms"),
          late.getLast(),
          load);
    } finally {
      stop(beat);
    }
  }

  /** From the histories, whose times are Redis' own. */
  private List<Long> lateness(Instant from) {
    List<Long> late = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      String key = keys.beat("default", "history:e" + i);
      for (String line : around.redis().redis().ask("read", client -> client.lrange(key, 0, -1))) {
        String[] parts = line.split("\\|", -1);
        long slot = Long.parseLong(parts[0]);
        if (parts[2].equals("FIRED") && slot > from.toEpochMilli()) {
          late.add(Long.parseLong(parts[1]) - slot);
        }
      }
    }
    return late.stream().sorted().toList();
  }

  private void write(String name, IntFunction<String> when) {
    StringBuilder text = new StringBuilder("entries:\n");
    for (int i = 0; i < ENTRIES; i++) {
      text.append("  e%d: {task: nothing, %s}%n".formatted(i, when.apply(i)));
    }
    try {
      Files.writeString(around.folder().resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process start(String schedule) {
    Path file = around.folder().resolve(schedule);
    return Program.start(
        List.of(around.taskq(), "beat", "--broker", around.url(), "--schedule", file.toString()),
        around.folder());
  }

  private void awaitEntries() {
    String names = keys.beat("default", "entries");
    Waiting.until(
        "the beat leads with all entries",
        LONGEST,
        () -> around.redis().redis().ask("count", client -> client.scard(names)) == ENTRIES);
  }

  /** What a process and its children take of one processor, in percent. */
  private static double load(Process process, Duration span) {
    long before = cpuMillis(process);
    long begun = System.nanoTime();
    rest(span);
    return 100.0 * (cpuMillis(process) - before) / ((System.nanoTime() - begun) / 1e6);
  }

  private static long cpuMillis(Process process) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .flatMap(handle -> handle.info().totalCpuDuration().stream())
        .mapToLong(Duration::toMillis)
        .sum();
  }

  private static void rest(Duration span) {
    long end = System.nanoTime() + span.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  private static void stop(Process beat) {
    beat.destroy();
    beat.onExit().join();
  }
}
