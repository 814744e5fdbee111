package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.testing.RedisServer;
import io.taskq.testing.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers freeze past their leases, several at once, and wake with ends nobody waits for. */
@Timeout(3_600)
class FrozenWorkerIT {

  private static final boolean LONG = Boolean.getBoolean("taskq.storm");
  private static final int WAVES = LONG ? 34 : 2;
  private static final Duration FROZEN = Duration.ofSeconds(LONG ? 15 : 9);

  /** A shorter one runs out on its own where many processes start beside it: no fault to find. */
  private static final String LEASE = LONG ? "6s" : "5s";

  private static final int WORKERS = LONG ? 6 : 3;
  private static final int AT_ONCE = LONG ? 3 : 2;
  private static final Duration CUT_WITHIN = Duration.ofSeconds(LONG ? 3 : 20);

  @TempDir private Path folder;

  @Test
  void nothing_is_accepted_from_a_worker_that_was_frozen_past_its_lease()
      throws InterruptedException {
    try (RedisServer server = RedisServer.startDurable(RedisLog.KEPT_WHOLE);
        Site site = new Site(folder, server);
        Feeder feeder =
            new Feeder(site.redis(), site.keys(), new Random(Seed.get()), 0.1, seconds())) {
      List<TaskqProcess> workers = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        workers.add(site.worker("-c", "4", "--lease", LEASE, "--max-deliveries", "1000"));
      }
      Waves waves = new Waves(site, feeder, workers);
      for (int i = 0; i < WAVES; i++) {
        waves.next();
      }
      feeder.finish();
      site.awaitResults(feeder.acknowledged());

      Checker account =
          Checker.of(
              Evidence.of(
                  site,
                  feeder.attempted(),
                  feeder.acknowledged(),
                  RedisLog.successes(server, site.keys()),
                  waves.fallen));
      System.out.printf(
          "%s freezes=%d runs_frozen=%d slowest_cut_ms=%d%n",
          account.line("frozen workers", Seed.get()),
          WAVES * AT_ONCE,
          waves.frozen,
          waves.slowestCut);
      // A run may have ended by its own account and not by that of Redis when its worker froze.
      assertThat(account.violations(waves.frozen + WAVES * AT_ONCE)).isEmpty();
      assertThat(waves.frozen).isPositive();
      assertThat(Duration.ofMillis(waves.slowestCut)).isLessThan(CUT_WITHIN);
    }
  }

  private static double seconds() {
    return FROZEN.toMillis() / 1e3;
  }

  /** Freezes some of the workers at a time. */
  private static final class Waves {

    private final Random random = new Random(Seed.get());
    private final Set<Long> fallen = new HashSet<>();
    private final Site site;
    private final Feeder feeder;
    private final List<TaskqProcess> workers;
    private int frozen;
    private long slowestCut;

    Waves(Site site, Feeder feeder, List<TaskqProcess> workers) {
      this.site = site;
      this.feeder = feeder;
      this.workers = new ArrayList<>(workers);
    }

    void next() {
      feeder.allow(2 * WORKERS);
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> workers.stream().anyMatch(worker -> isBusy(worker)));
      Collections.shuffle(workers, random);
      List<TaskqProcess> chosen =
          workers.stream()
              .sorted((a, b) -> Boolean.compare(isBusy(b), isBusy(a)))
              .limit(AT_ONCE)
              .toList();
      chosen.forEach(worker -> worker.signal("STOP"));
      List<Ledger.Note> cut = new ArrayList<>();
      chosen.forEach(worker -> cut.addAll(site.ledger().open(worker.pid())));
      chosen.forEach(worker -> fallen.add(worker.pid()));
      frozen += cut.size();
      LockSupport.parkNanos(FROZEN.toNanos());
      long woken = System.currentTimeMillis();
      chosen.forEach(worker -> worker.signal("CONT"));
      cut.forEach(note -> awaitOver(note, woken));
    }

    private boolean isBusy(TaskqProcess worker) {
      return !site.ledger().open(worker.pid()).isEmpty();
    }

    /** A run whose lease another has by now is cut off, or was at its end anyhow. */
    private void awaitOver(Ledger.Note run, long woken) {
      await("the end of a fenced run")
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> site.ledger().open(run.pid()).stream().noneMatch(run::equals));
      site.ledger().of(run.id()).stream()
          .filter(note -> note.fence() == run.fence() && note.is("cut"))
          .forEach(note -> slowestCut = Math.max(slowestCut, note.at() - woken));
    }
  }
}
