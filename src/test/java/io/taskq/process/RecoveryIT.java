package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.testing.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long the tasks of a dead worker wait until others run them. */
@Timeout(1_800)
class RecoveryIT {

  private static final boolean LONG = Boolean.getBoolean("taskq.storm");
  private static final int KILLS = LONG ? 50 : 2;
  private static final int WORKERS = LONG ? 4 : 2;
  private static final int TASKS = 8;

  /** Promised are ten seconds; a loaded machine must not turn the short run red. */
  private static final Duration LONGEST = Duration.ofSeconds(LONG ? 10 : 30);

  private static final Duration USUAL = Duration.ofSeconds(LONG ? 9 : 30);

  @TempDir private Path folder;

  @Test
  void the_tasks_of_a_dead_worker_start_elsewhere_within_ten_seconds() {
    try (RedisServer server = RedisServer.start();
        Site site = new Site(folder, server)) {
      List<TaskqProcess> workers = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        workers.add(site.worker("-c", "16"));
      }
      List<Long> waits = new ArrayList<>();
      for (int round = 0; round < KILLS; round++) {
        waits.addAll(kill(site, workers, round));
      }
      Collections.sort(waits);
      long p50 = waits.get(waits.size() / 2);
      long p99 = waits.get((int) Math.ceil(waits.size() * 0.99) - 1);
      System.out.printf(
          "dead worker: kills=%d tasks=%d restart_ms p50=%d p99=%d max=%d%n",
          KILLS, waits.size(), p50, p99, waits.getLast());
      assertThat(waits.getLast()).isLessThan(LONGEST.toMillis());
      assertThat(p99).isLessThanOrEqualTo(USUAL.toMillis());
    }
  }

  /** Kills the worker that runs most of the newest tasks; answers how long each waited. */
  private static List<Long> kill(Site site, List<TaskqProcess> workers, int round) {
    Set<String> ids = site.enqueueAll("round" + round, Collections.nCopies(TASKS, 20.0));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> ids.stream().allMatch(id -> !site.ledger().of(id).isEmpty()));
    TaskqProcess victim =
        Collections.max(
            workers,
            (a, b) -> Integer.compare(first(site, a, ids).size(), first(site, b, ids).size()));
    victim.kill9();
    long killed = System.currentTimeMillis();
    List<Ledger.Note> lost = first(site, victim, ids);
    List<Long> waits = new ArrayList<>();
    for (Ledger.Note run : lost) {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> secondStart(site, run.id()) > 0);
      waits.add(secondStart(site, run.id()) - killed);
    }
    workers.set(workers.indexOf(victim), site.worker("-c", "16"));
    return waits;
  }

  /** What runs there for the first time: later redeliveries wait on purpose. */
  private static List<Ledger.Note> first(Site site, TaskqProcess worker, Set<String> ids) {
    return site.ledger().open(worker.pid()).stream()
        .filter(note -> note.delivery() == 1 && ids.contains(note.id()))
        .toList();
  }

  private static long secondStart(Site site, String id) {
    return site.ledger().of(id).stream()
        .filter(note -> note.is("start") && note.delivery() == 2)
        .mapToLong(Ledger.Note::at)
        .findFirst()
        .orElse(0);
  }
}
