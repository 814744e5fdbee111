package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.testing.Command.Outcome;
import io.taskq.testing.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Redis dies, or stands still, while workers work and people enqueue. */
@Timeout(900)
class KilledRedisIT {

  private static final boolean STORM = Boolean.getBoolean("taskq.storm");

  /** The length of a file that takes longer to enqueue than to kill Redis. */
  private static final Pattern RESUME = Pattern.compile("--resume (\\S+)");

  private static final int FILE = 2_000;

  private static final Duration GO_ON = Duration.ofSeconds(5);

  @TempDir private Path folder;
  private RedisServer server;
  private Site site;

  @BeforeEach
  void open() {
    server = RedisServer.start("--appendonly", "yes", "--appendfsync", "everysec");
    site = new Site(folder, server);
  }

  @AfterEach
  void close() {
    site.close();
    server.close();
  }

  @Test
  void what_was_acknowledged_runs_and_workers_go_on_by_themselves() throws InterruptedException {
    int kills = STORM ? 20 : 3;
    Producers producers = new Producers();
    producers.keep(site.enqueueAll("backlog", Collections.nCopies(300, 0.1)));
    List<TaskqProcess> workers = List.of(site.worker("-c", "4"), site.worker("-c", "4"));
    producers.start();

    for (int i = 1; i <= kills; i++) {
      Outcome cut = killAmidAFile(producers, i);
      awaitSaid(workers, "trying again", i);
      site.restartRedis();
      System.out.printf(
          "kill -9 of Redis: enqueue ended with %d after %d of %d tasks%n",
          cut.exitCode(), cut.out().lines().count(), FILE);
      goOn(producers, i, cut);
      awaitGoingOn();
      awaitSaid(workers, "Redis is back after", i);
    }
    producers.stop();
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> Checker.waitingFor(site, producers.acknowledged) == 0);

    Checker account = Checker.of(site, producers.attempted, producers.acknowledged, Map.of());
    System.out.println(account.line("kill -9 of Redis", 0) + " kills=" + kills);
    assertThat(account.lost()).isEmpty();
    assertThat(account.unexpected()).isEmpty();
    assertThat(account.acceptedTwice()).isEmpty();
    assertThat(account.duplicated()).isZero();
    assertThat(workers)
        .allSatisfy(worker -> assertThat(worker.count("trying again")).isEqualTo(kills));
  }

  /** Kills Redis while somebody enqueues a long file, and answers how that ended. */
  private Outcome killAmidAFile(Producers producers, int round) {
    String name = "cut" + round;
    List<Double> seconds = Collections.nCopies(FILE, 0.0);
    producers.attempted.addAll(Producers.ids(name, FILE));
    try (TaskqProcess enqueue = site.startTaskq("enqueue", "--from", site.orders(name, seconds))) {
      await()
          .atMost(Duration.ofSeconds(30))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> !site.keysLike("*:idem:*" + name + "-450").isEmpty() || !enqueue.isAlive());
      server.kill9();
      Outcome outcome = enqueue.end();
      outcome.out().lines().forEach(producers.acknowledged::add);
      assertThat(outcome.exitCode()).isIn(0, 69, 75);
      return outcome;
    }
  }

  /** What the message says is typed, and every line is there: once, as the account will tell. */
  private void goOn(Producers producers, int round, Outcome cut) {
    String name = "cut" + round;
    if (cut.exitCode() != 0) {
      Matcher typed = RESUME.matcher(cut.err());
      assertThat(typed.find()).as(cut.err()).isTrue();
      String file = site.folder().resolve(name + ".jsonl").toString();
      Outcome rest = site.taskq("enqueue", "--from", file, "--resume", typed.group(1));
      assertThat(rest.exitCode()).as(rest.err()).isZero();
      rest.out().lines().forEach(producers.acknowledged::add);
    }
    assertThat(producers.acknowledged).containsAll(Producers.ids(name, FILE));
  }

  @Test
  void a_redis_that_stands_still_for_a_while_costs_that_while_and_nothing_else() {
    TaskqProcess worker = site.worker("-c", "4");
    site.worker("-c", "4");
    Set<String> ids = new HashSet<>(site.enqueueAll("before", Collections.nCopies(4, 4.0)));
    ids.addAll(site.enqueueAll("behind", Collections.nCopies(40, 0.1)));
    await().atMost(GO_ON).until(() -> site.ledger().notes("start").size() >= 4);

    server.pause();
    await().pollDelay(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(4)).until(() -> true);
    server.resume();

    awaitGoingOn();
    await().atMost(Duration.ofSeconds(30)).until(() -> Checker.waitingFor(site, ids) == 0);
    Checker account = Checker.of(site, ids, ids, Map.of());
    System.out.println(account.line("SIGSTOP of Redis", 0));
    assertThat(account.lost()).isEmpty();
    assertThat(account.acceptedTwice()).isEmpty();
    assertThat(account.duplicated()).isZero();
    assertThat(worker.count("trying again")).isLessThanOrEqualTo(1);
  }

  /** Waits for the next start of a task, which may take no longer than was promised. */
  private void awaitGoingOn() {
    long from = System.currentTimeMillis();
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> lastStart() > from);
    long took = lastStart() - from;
    System.out.printf("Redis is there again: a task started after %d ms%n", took);
    assertThat(Duration.ofMillis(took)).isLessThan(GO_ON);
  }

  private long lastStart() {
    List<Ledger.Note> starts = site.ledger().notes("start");
    return starts.isEmpty() ? 0 : starts.getLast().at();
  }

  private static void awaitSaid(List<TaskqProcess> workers, String text, int times) {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(workers)
                    .allSatisfy(
                        worker ->
                            assertThat(worker.count(text)).as(worker.err()).isEqualTo(times)));
  }

  /** Two people who enqueue all the time: one a task at a time, one by files. */
  private final class Producers {

    private final Set<String> attempted = ConcurrentHashMap.newKeySet();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean enough = new AtomicBoolean();
    private final List<Thread> threads =
        List.of(new Thread(() -> repeat("one", 1)), new Thread(() -> repeat("file", 20)));

    static List<String> ids(String name, int size) {
      return IntStream.range(0, size).mapToObj(i -> name + "-" + i).toList();
    }

    void keep(Set<String> ids) {
      attempted.addAll(ids);
      acknowledged.addAll(ids);
    }

    void start() {
      threads.forEach(Thread::start);
    }

    void stop() throws InterruptedException {
      enough.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
    }

    private void repeat(String kind, int size) {
      for (int round = 1; !enough.get(); round++) {
        String name = kind + round;
        List<String> ids = ids(name, size);
        attempted.addAll(ids);
        Outcome outcome = size == 1 ? single(ids.getFirst()) : file(name, size);
        // Each line of stdout is an id that Redis has, whatever became of those after it.
        outcome.out().lines().forEach(acknowledged::add);
        if (outcome.exitCode() == 0 && !acknowledged.containsAll(ids)) {
          throw new AssertionError("exit 0 and not all ids: " + outcome);
        }
      }
    }

    private Outcome single(String id) {
      return site.taskq("enqueue", "ledger", "--arg", "0.05", "--id", id);
    }

    private Outcome file(String name, int size) {
      String file = site.orders(name, Collections.nCopies(size, 0.05));
      return site.taskq("enqueue", "--from", file);
    }
  }
}
