package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.testing.RedisServer;
import io.taskq.testing.Seed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers and Redis die again and again. Nothing is lost, and no end is accepted twice. */
@Timeout(5_400)
class StormIT {

  private static final boolean LONG = Boolean.getBoolean("taskq.storm");
  private static final long SEED = Seed.get();

  @TempDir private Path folder;

  @Test
  void kills_of_workers_and_redis_lose_nothing_and_double_no_end() throws InterruptedException {
    Storm.Plan plan =
        LONG
            ? new Storm.Plan(SEED, 100_000, 8, 4, 200, 20)
            : new Storm.Plan(SEED, 4_000, 4, 4, 15, 3);
    try (RedisServer server = RedisServer.startDurable(RedisLog.KEPT_WHOLE);
        Site site = new Site(folder, server);
        Storm storm = new Storm(plan, site)) {
      long began = System.nanoTime();

      Checker account = storm.rage();

      System.out.printf(
          "%s seconds=%d%n", storm.line(account), (System.nanoTime() - began) / 1_000_000_000);
      assertThat(account.violations(storm.mostDuplicates())).isEmpty();
      assertThat(account.acknowledged()).isEqualTo(plan.tasks());
      assertThat(storm.hits())
          .as("kills that hit running work")
          .isGreaterThan(plan.workerKills() / 4);
      assertThat(site.taskq("queue", "show", "celery", "--json").out())
          .contains("\"ready\": 0", "\"delayed\": 0", "\"leased\": 0", "\"dead\": 0");
    }
  }
}
