package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.testing.FaultProxy;
import io.taskq.testing.RedisServer;
import io.taskq.testing.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;

/**
 * Redis goes away in every way there is, round after round: each worker consumes again by itself.
 */
@Timeout(3_600)
class RedisAwayIT {

  private static final boolean LONG = Boolean.getBoolean("taskq.storm");
  private static final long SEED = Seed.get();
  private static final int WORKERS = LONG ? 8 : 3;
  private static final int SLOTS = 2;

  /** A loaded machine must not turn a short run red; the long one is run where there is room. */
  private static final Duration LIMIT = Duration.ofSeconds(LONG ? 5 : 40);

  /** How Redis goes away, and how often. */
  private enum Fault {
    KILL(LONG ? 25 : 1),
    CONNECTIONS_KILLED(LONG ? 25 : 1),
    RESET(LONG ? 25 : 1),
    PAUSE(LONG ? 20 : 1),
    LONG_PAUSE(LONG ? 5 : 0);

    private final int rounds;

    Fault(int rounds) {
      this.rounds = rounds;
    }
  }

  @TempDir private Path folder;
  private RedisServer server;
  private FaultProxy proxy;
  private Site site;
  private Feeder feeder;
  private final Random random = new Random(SEED);

  @BeforeEach
  void open() {
    server = RedisServer.startDurable(RedisLog.KEPT_WHOLE);
    proxy = FaultProxy.before(server);
    site = new Site(folder, server).set("TASKQ_BROKER", proxy.url());
    feeder = new Feeder(site.redis(), site.keys(), new Random(SEED), 0.1, 0.3);
  }

  @AfterEach
  void close() {
    feeder.close();
    site.close();
    proxy.close();
    server.close();
  }

  @Test
  void after_any_fault_all_workers_consume_again_and_nothing_runs_twice()
      throws InterruptedException {
    List<TaskqProcess> workers = startWorkers();
    Map<Fault, Long> slowest = new EnumMap<>(Fault.class);

    for (Fault fault : schedule()) {
      awaitConsuming(workers, System.currentTimeMillis());
      strike(fault);
      slowest.merge(fault, awaitConsuming(workers, System.currentTimeMillis()), Math::max);
    }
    Checker account = finish();

    System.out.printf(
        "%s rounds=%d slowest_ms=%s%n",
        account.line("Redis away", SEED), schedule().size(), slowest);
    assertThat(account.violations(0)).isEmpty();
    assertThat(slowest).allSatisfy((fault, ms) -> assertThat(ms).isLessThan(LIMIT.toMillis()));
  }

  @Test
  void a_wire_that_falls_silent_is_noticed_by_every_loop() throws InterruptedException {
    List<TaskqProcess> workers = startWorkers();
    awaitConsuming(workers, System.currentTimeMillis());

    proxy.blackHole();
    pause(Duration.ofSeconds(3));
    proxy.heal();
    long took = awaitConsuming(workers, System.currentTimeMillis());

    // Remote control has a subscription of its own, on which nothing is ever heard by chance.
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(site.taskq("status", "--timeout", "3").out())
                    .contains(WORKERS + " nodes online"));
    Checker account = finish();
    System.out.printf("%s consuming after %d ms%n", account.line("silent wire", SEED), took);
    assertThat(account.violations(0)).isEmpty();
  }

  private List<TaskqProcess> startWorkers() {
    List<TaskqProcess> workers = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      workers.add(site.startWorker("-c", Integer.toString(SLOTS)));
    }
    workers.forEach(worker -> worker.saying("ready."));
    return workers;
  }

  private static List<Fault> schedule() {
    List<Fault> faults = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      faults.addAll(Collections.nCopies(fault.rounds, fault));
    }
    Collections.shuffle(faults, new Random(SEED));
    return faults;
  }

  /** Returns when the fault is over. */
  private void strike(Fault fault) {
    switch (fault) {
      case KILL -> {
        server.kill9();
        pause(Duration.ofMillis(random.nextInt(1_500)));
        site.restartRedis();
      }
      case CONNECTIONS_KILLED -> List.of("normal", "pubsub").forEach(this::killConnections);
      case RESET -> assertThat(proxy.reset()).isGreaterThanOrEqualTo(WORKERS);
      case PAUSE -> freezeRedis(Duration.ofSeconds(3));
      case LONG_PAUSE -> freezeRedis(Duration.ofSeconds(30));
    }
  }

  private void killConnections(String type) {
    CommandArguments kill = new CommandArguments(Protocol.Command.CLIENT);
    site.redis()
        .ask("kill", client -> client.executeCommand(kill.add("KILL").add("TYPE").add(type)));
  }

  private void freezeRedis(Duration time) {
    server.pause();
    pause(time);
    server.resume();
  }

  private static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  /** Waits until every worker has begun something after that moment; answers after how many ms. */
  private long awaitConsuming(List<TaskqProcess> workers, long from) {
    await("every worker to consume again")
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              if (feeder.attempted().size() - site.ledger().notes("start").size() < 30) {
                feeder.allow(2 * WORKERS * SLOTS);
              }
              return lastOfFirstStarts(workers, from) > 0;
            });
    return lastOfFirstStarts(workers, from) - from;
  }

  /** When the last of them began its first task after that moment; 0 when one has not. */
  private long lastOfFirstStarts(List<TaskqProcess> workers, long from) {
    Map<Long, Long> first = new HashMap<>();
    for (Ledger.Note note : site.ledger().notes("start")) {
      if (note.at() > from) {
        first.merge(note.pid(), note.at(), Math::min);
      }
    }
    return first.size() < workers.size() ? 0 : Collections.max(first.values());
  }

  private Checker finish() throws InterruptedException {
    feeder.finish();
    site.awaitResults(feeder.acknowledged());
    return Checker.of(
        Evidence.of(
            site,
            feeder.attempted(),
            feeder.acknowledged(),
            RedisLog.successes(server, site.keys()),
            Set.of()));
  }
}
