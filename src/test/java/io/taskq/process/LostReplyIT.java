package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.redis.Redis;
import io.taskq.redis.RedisOptions;
import io.taskq.redis.RedisUrl;
import io.taskq.testing.FaultProxy;
import io.taskq.testing.RedisServer;
import io.taskq.testing.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scripts run and their replies are lost, for workers and producers alike. */
@Timeout(900)
class LostReplyIT {

  private static final boolean LONG = Boolean.getBoolean("taskq.storm");
  private static final Duration TIME = Duration.ofSeconds(LONG ? 300 : 8);
  private static final int ONE_IN = 20;

  @TempDir private Path folder;

  @Test
  void one_in_twenty_of_every_script_loses_nothing_and_doubles_nothing()
      throws InterruptedException {
    try (RedisServer server = RedisServer.startDurable(RedisLog.KEPT_WHOLE);
        FaultProxy proxy = FaultProxy.before(server);
        Site site = new Site(folder, server).set("TASKQ_BROKER", proxy.url());
        Redis lossy = Redis.connect(RedisUrl.parse(proxy.url()), RedisOptions.forCommand());
        Feeder feeder = new Feeder(lossy, site.keys(), new Random(Seed.get()), 0.01, 0.6)) {
      for (int i = 0; i < (LONG ? 4 : 2); i++) {
        site.worker("-c", "4");
      }
      proxy.lose((script, nth) -> nth % ONE_IN == 0);

      feedFor(TIME, site, feeder);
      feeder.finish();
      site.awaitResults(feeder.acknowledged());

      Checker account = account(site, feeder);
      System.out.printf(
          "%s repeated=%d replies_lost=%s%n",
          account.line("lost replies", Seed.get()), feeder.repeated(), proxy.lost());
      assertThat(account.violations(0)).isEmpty();
      assertThat(proxy.lost().keySet()).contains("claim", "finish_many", "enqueue_now");
    }
  }

  /** As fast as it is worked off. */
  private static void feedFor(Duration time, Site site, Feeder feeder) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      if (feeder.attempted().size() - site.ledger().notes("start").size() < 100) {
        feeder.allow(20);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static Checker account(Site site, Feeder feeder) {
    return Checker.of(
        Evidence.of(
            site,
            feeder.attempted(),
            feeder.acknowledged(),
            RedisLog.successes(site.server(), site.keys()),
            Set.of()));
  }
}
