package io.taskq.bench;

import io.taskq.bench.report.Numbers;
import java.util.List;
import java.util.Optional;

/** The same round trips by a client and a worker of Celery. */
final class CeleryTrips {

  private static final int TRIPS = 1_000;
  private static final int WARM_UP = 20;

  private CeleryTrips() {}

  static Numbers run(Surroundings around) {
    around.redis().clear();
    try (WorkerProcess process = startWorker(around, "5")) {
      trips(around, WARM_UP);
      Numbers trips = trips(around, around.form().tasks(TRIPS));
      if (!process.isAlive()) {
        throw new IllegalStateException("Celery's worker ended; see its log");
      }
      return trips;
    }
  }

  static WorkerProcess startWorker(Surroundings around, String slots) {
    return WorkerProcess.start(Peers.celeryWorker(around.url(), "-c", slots), around);
  }

  /** The first ones wait until the worker is up. */
  private static Numbers trips(Surroundings around, int count) {
    List<String> client =
        Peers.command(
            around.url(),
            Surroundings.PYTHON,
            "bench_celery.py",
            "round-trips",
            Integer.toString(count));
    Optional<String> said = Program.output(client, around.folder());
    return new Numbers(
        said.orElseThrow(() -> new IllegalStateException("Celery's round trips failed"))
            .lines()
            .mapToDouble(Double::parseDouble)
            .toArray());
  }
}
