package io.taskq.bench;

import io.taskq.redis.Keys;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A worker that runs, with what it has started itself. */
record WorkerProcess(Process process) implements Running {

  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration GOODBYE = Duration.ofSeconds(10);

  static WorkerProcess start(List<String> command, Surroundings around) {
    return new WorkerProcess(Program.start(command, around.folder()));
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until it is known as a node. */
  void awaitLife(Surroundings around) {
    String nodes = new Keys("", 0).nodes();
    Waiting.until(
        "a worker lives; see its log",
        START_LIMIT,
        () -> around.redis().redis().ask("look", client -> client.zcard(nodes)) > 0);
  }

  long pid() {
    return process.pid();
  }

  @Override
  public double cpuMicros() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .mapToDouble(WorkerProcess::cpuMicros)
        .sum();
  }

  /** By {@code /proc/PID/stat} where there is one. */
  static double cpuMicros(ProcessHandle handle) {
    return handle.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e3;
  }

  /** What it takes of one processor over that time, in percent. */
  double load(Duration span) {
    double before = cpuMicros();
    long begun = System.nanoTime();
    Waiting.rest(span);
    return 100 * (cpuMicros() - before) / ((System.nanoTime() - begun) / 1e3);
  }

  /** Gently first: what a worker leaves behind when killed would disturb the next round. */
  @Override
  public void close() {
    process.destroy();
    try {
      process.onExit().orTimeout(GOODBYE.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().onExit().join();
    }
  }
}
