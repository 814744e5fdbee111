package io.taskq.bench;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Lets a worker drain a queue that was filled before it started.
 *
 * <p>The time counts from the first stored results to the last, so that the start of the worker is
 * left out and its warming up is not.
 */
final class Drain {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration GOODBYE = Duration.ofSeconds(10);

  /** More keys than any worker has besides its results. */
  private static final int OTHER_KEYS = 50;

  private final PrivateRedis redis;

  Drain(PrivateRedis redis) {
    this.redis = redis;
  }

  /**
   * What a drain showed.
   *
   * @param perSecond tasks
   * @param scriptMicros time of scripts in Redis a task
   * @param cpuMicros time of the worker's processors a task, its start included
   */
  record Seen(double perSecond, double scriptMicros, double cpuMicros) {}

  Seen run(Contender contender) {
    int count = contender.drained();
    redis.clear();
    Arrivals results = new Arrivals(redis.redis(), new Workload(redis.redis()).fill(count));
    double scripts = redis.scriptMicros();
    Process worker = Program.start(contender.worker(), contender.folder());
    try {
      Waiting.until(contender.name() + " starts", LIMIT, () -> redis.keys() > OTHER_KEYS);
      long from = System.nanoTime();
      long before = redis.keys();
      Waiting.until(contender.name() + " drains", LIMIT, results::areComplete);
      double seconds = (System.nanoTime() - from) / 1e9;
      double cpu = cpuMillis(worker);
      double micros = redis.scriptMicros() - scripts;
      return new Seen((count - before) / seconds, micros / count, cpu * 1e3 / count);
    } finally {
      stop(worker);
    }
  }

  private static double cpuMillis(Process worker) {
    double own = worker.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    return own
        + worker
            .descendants()
            .mapToLong(child -> child.info().totalCpuDuration().orElse(Duration.ZERO).toMillis())
            .sum();
  }

  /** Gently first: what a worker leaves behind when killed would disturb the next round. */
  private static void stop(Process worker) {
    worker.destroy();
    try {
      worker.onExit().orTimeout(GOODBYE.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      worker.descendants().forEach(ProcessHandle::destroyForcibly);
      worker.destroyForcibly().onExit().join();
    }
  }
}
