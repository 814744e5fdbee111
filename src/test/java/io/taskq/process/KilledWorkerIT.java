package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.redis.RedisConnection;
import io.taskq.redis.Subscription;
import io.taskq.testing.RedisServer;
import io.taskq.testing.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers die at any moment, as {@code kill -9} makes them. Nothing may be lost by it. */
@Timeout(240)
class KilledWorkerIT {

  private static final boolean STORM = Boolean.getBoolean("taskq.storm");
  private static final Duration RECOVERY = Duration.ofSeconds(10);
  private static final int SLOTS = 4;

  @TempDir private Path folder;
  private RedisServer server;
  private Site site;

  @BeforeEach
  void open() {
    server = RedisServer.start();
    site = new Site(folder, server);
  }

  @AfterEach
  void close() {
    site.close();
    server.close();
  }

  @Test
  void another_worker_that_was_there_takes_over_within_ten_seconds() {
    TaskqProcess first = workerWithFourLongTasks();
    TaskqProcess second = site.worker("-c", "4");

    long killed = kill(first);

    takenOver(second, killed);
  }

  @Test
  void another_worker_started_after_the_kill_takes_over_within_ten_seconds() {
    TaskqProcess first = workerWithFourLongTasks();

    long killed = kill(first);
    TaskqProcess second = site.startWorker("-c", "4");

    takenOver(second, killed);
  }

  private TaskqProcess workerWithFourLongTasks() {
    TaskqProcess worker = site.worker("-c", "4");
    site.enqueueAll("long", Collections.nCopies(4, 30.0));
    awaitOpen(worker, 4);
    return worker;
  }

  private void awaitOpen(TaskqProcess worker, int runs) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> site.ledger().open(worker.pid()).size() == runs);
  }

  private void awaitEnds(int runs) {
    await().atMost(Duration.ofSeconds(30)).until(() -> site.ledger().notes("end").size() >= runs);
  }

  private void awaitResults(Set<String> ids) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> Checker.waitingFor(site, ids) == 0);
  }

  private static long kill(TaskqProcess worker) {
    worker.kill9();
    return System.currentTimeMillis();
  }

  private void takenOver(TaskqProcess second, long killed) {
    awaitOpen(second, 4);
    List<Ledger.Note> runs = site.ledger().open(second.pid());
    long last = runs.stream().mapToLong(Ledger.Note::at).max().orElseThrow();
    System.out.printf("kill -9 of a worker: 4 tasks of 4 run again after %d ms%n", last - killed);
    assertThat(runs).extracting(Ledger.Note::delivery).containsOnly(2);
    assertThat(Duration.ofMillis(last - killed)).isLessThan(RECOVERY);
  }

  @Test
  void a_task_longer_than_its_lease_runs_once() {
    site.worker("-c", "1", "--lease", "2s");
    site.worker("-c", "1", "--lease", "2s");

    String id = site.enqueue("ledger", "--arg", "6");

    awaitEnds(1);
    assertThat(site.ledger().of(id)).extracting(Ledger.Note::what).containsExactly("start", "end");
  }

  @Test
  void the_late_end_of_a_frozen_worker_is_refused() throws InterruptedException {
    TaskqProcess frozen = site.worker("-c", "4", "--lease", "2s");
    Set<String> ids = site.enqueueAll("late", Collections.nCopies(4, 3.0));
    awaitOpen(frozen, 4);
    try (RedisConnection connection = site.redis().dedicated()) {
      Subscription results = connection.subscribePatterns(site.keys().result("*"));

      frozen.signal("STOP");
      TaskqProcess other = site.worker("-c", "4", "--lease", "2s");
      awaitOpen(other, 4);
      // Its tasks have slept enough by now and end as soon as it wakes.
      frozen.signal("CONT");
      awaitEnds(ids.size());
      awaitResults(ids);

      Checker account = Checker.of(site, ids, ids, Checker.published(results));
      System.out.println(account.line("SIGSTOP of a worker", 0));
      assertThat(account.lost()).isEmpty();
      assertThat(account.acceptedTwice()).isEmpty();
      assertThat(Checker.acceptedBy(site, ids)).containsOnly(other.pid());
      frozen.saying("another worker has it");
    }
  }

  @Test
  void random_kills_lose_nothing_and_no_end_is_accepted_twice() throws InterruptedException {
    long seed = Seed.get();
    Storm storm = new Storm(new Random(seed), STORM ? 200 : 15);
    try (RedisConnection connection = site.redis().dedicated()) {
      Subscription results = connection.subscribePatterns(site.keys().result("*"));

      storm.rage();

      Map<String, Integer> accepted = Checker.published(results);
      Checker account = Checker.of(site, storm.sent, storm.acknowledged, accepted);
      // What runs at a kill, and one whose end is on its way to Redis.
      int bound = storm.kills * (SLOTS + 1);
      System.out.println(
          account.line("kill -9 of workers", seed)
              + " (bound %d) kills=%d counted=%d".formatted(bound, storm.kills, storm.counted));
      assertThat(account.lost()).isEmpty();
      assertThat(account.unexpected()).isEmpty();
      assertThat(account.acceptedTwice()).isEmpty();
      assertThat(account.duplicated()).isLessThanOrEqualTo(bound);
      assertThat(site.taskq("queue", "show", "celery", "--json").out())
          .contains("\"ready\": 0", "\"delayed\": 0", "\"leased\": 0", "\"dead\": 0");
    }
  }

  /** Four workers under work, killed at moments drawn from a seed. */
  private final class Storm {

    private final Random random;
    private final int wanted;
    private final List<TaskqProcess> workers = new ArrayList<>();
    private final Set<String> sent = new HashSet<>();
    private final Set<String> acknowledged = new HashSet<>();
    private int chunks;
    private int kills;
    private int counted;

    Storm(Random random, int wanted) {
      this.random = random;
      this.wanted = wanted;
    }

    void rage() {
      feed();
      IntStream.range(0, 4).forEach(i -> workers.add(start()));
      while (counted < wanted) {
        if (ready() < 150) {
          feed();
        }
        killOne();
      }
      awaitResults(acknowledged);
    }

    /** A task that kills four workers is buried, and by chance one of these might. */
    private TaskqProcess start() {
      return site.startWorker("-c", Integer.toString(SLOTS), "--max-deliveries", "50");
    }

    private void feed() {
      List<Double> seconds =
          random
              .doubles(200, 0.02, 0.4)
              .mapToObj(time -> random.nextInt(20) == 0 ? 5 * time : time)
              .toList();
      String name = "chunk" + ++chunks;
      IntStream.range(0, seconds.size()).forEach(i -> sent.add(name + "-" + i));
      acknowledged.addAll(site.enqueueAll(name, seconds));
    }

    private long ready() {
      return site.redis().ask("look", client -> client.llen("celery"));
    }

    /** Waits for a run of some worker, and kills that worker a moment later. */
    private void killOne() {
      int chosen = random.nextInt(workers.size());
      TaskqProcess worker = workers.get(chosen);
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(10 + random.nextInt(200)))
          .until(() -> !site.ledger().open(worker.pid()).isEmpty());
      worker.kill9();
      kills++;
      // Only what was cut off counts: between the look and the kill its runs may have ended.
      if (!site.ledger().open(worker.pid()).isEmpty()) {
        counted++;
      }
      workers.set(chosen, start());
    }
  }
}
