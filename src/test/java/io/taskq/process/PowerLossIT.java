package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.testing.RedisServer;
import io.taskq.testing.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collections;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;

/** The machine of Redis loses its power: the end of the log is gone, in the middle of a command. */
@Timeout(900)
class PowerLossIT {

  private static final int CUTS = Boolean.getBoolean("taskq.storm") ? 50 : 3;
  private static final int TASKS = 150;

  @TempDir private Path folder;

  @Test
  void a_log_that_lost_its_end_costs_repetition_and_no_task() {
    Random random = new Random(Seed.get());
    try (RedisServer server = RedisServer.startDurable(RedisLog.KEPT_WHOLE);
        Site site = new Site(folder, server)) {
      site.worker("-c", "4", "--lease", "2s", "--max-deliveries", "1000");
      long cutOff = 0;
      long ran = 0;
      for (int round = 0; round < CUTS; round++) {
        Set<String> ids = site.enqueueAll("round" + round, Collections.nCopies(TASKS, 0.05));
        long before = site.ledger().notes("end").size();
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> site.ledger().notes("end").size() > before + 20);
        cutOff += losePower(site, 500 + random.nextInt(5_000));
        site.awaitResults(ids);
        ran += ids.size();
      }
      long starts = site.ledger().notes("start").size();
      System.out.printf(
          "power loss: seed=%d cuts=%d bytes_lost=%d tasks=%d lost=0 ran_again=%d%n",
          Seed.get(), CUTS, cutOff, ran, starts - ran);
      // An end that was written in the lost part has happened for the ledger, not for Redis.
      assertThat(starts - ran).isLessThanOrEqualTo(CUTS * 60L);
      assertThat(site.taskq("queue", "show", "celery", "--json").out())
          .contains("\"ready\": 0", "\"delayed\": 0", "\"leased\": 0", "\"dead\": 0");
    }
  }

  /** Kills Redis, cuts off the end of its log, and starts it again as a careful person would. */
  private static long losePower(Site site, int bytes) {
    site.server().kill9();
    Path log = RedisLog.files(site.server().folder()).getLast();
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      channel.truncate(Math.max(0, channel.size() - bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    site.restartRedis();
    // Written anew: some servers leave half a command in a log they cut, and stumble over it later.
    CommandArguments rewrite = new CommandArguments(Protocol.Command.BGREWRITEAOF);
    site.redis().ask("rewrite", client -> client.executeCommand(rewrite));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                site.redis()
                    .ask("look", client -> client.info("persistence"))
                    .contains("aof_rewrite_in_progress:0"));
    return bytes;
  }
}
