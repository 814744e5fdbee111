package io.taskq.bench;

import io.taskq.bench.report.Numbers;
import io.taskq.client.Taskq;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Enqueues a task and waits for its result, one after the other; answers how long each took. */
final class RoundTrips {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Taskq taskq;

  RoundTrips(Taskq taskq) {
    this.taskq = taskq;
  }

  Numbers run(int count) {
    Numbers trips = new Numbers();
    for (int i = 0; i < count; i++) {
      trips.add(millis());
    }
    return trips;
  }

  /** As many as fit into that time. */
  Numbers run(Duration span) {
    long end = System.nanoTime() + span.toNanos();
    Numbers trips = new Numbers();
    do {
      trips.add(millis());
    } while (System.nanoTime() < end);
    return trips;
  }

  /** Each after a rest that lets the worker go to sleep. */
  Numbers runAfterRests(int count, Duration rest) {
    Numbers trips = new Numbers();
    for (int i = 0; i < Math.max(1, count); i++) {
      Waiting.rest(rest);
      trips.add(millis());
    }
    return trips;
  }

  private double millis() {
    long begun = System.nanoTime();
    try {
      taskq.enqueue(Workload.TASK).get(LIMIT);
    } catch (TimeoutException | InterruptedException e) {
      throw new IllegalStateException("no result came", e);
    }
    return (System.nanoTime() - begun) / 1e6;
  }
}
