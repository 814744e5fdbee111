package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.result.ResultStore;
import io.taskq.result.TaskResult;
import io.taskq.testing.Celery;
import io.taskq.testing.Command;
import io.taskq.testing.RedisServer;
import io.taskq.testing.Seed;
import io.taskq.testing.WithCelery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers of both kinds, and taskq's are killed: each chain and chord comes to its end, once. */
@WithCelery
@Timeout(3_600)
class CanvasStormIT {

  private static final boolean LONG = Boolean.getBoolean("taskq.storm");
  private static final int WORKERS = 3;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(LONG ? 20 : 4);

  private record Plan(int chains, int chords, int kills) {}

  private static final Plan PLAN = LONG ? new Plan(1_000, 200, 20) : new Plan(60, 12, 3);

  @TempDir private Path folder;
  private final Random random = new Random(Seed.get());
  private final Map<String, String> expected = new TreeMap<>();
  private final List<TaskqProcess> workers = new ArrayList<>();
  private Site site;
  private int leasedAtKills;

  @Test
  void every_last_step_and_every_body_is_sent_once_and_succeeds_once() throws Exception {
    try (RedisServer server = RedisServer.startDurable(RedisLog.KEPT_WHOLE);
        Site here = new Site(folder, server)) {
      site = here;
      startWorkers(server);

      for (int kill = 1; kill <= PLAN.kills(); kill++) {
        int batch = kill;
        CompletableFuture<List<String>> fed = CompletableFuture.supplyAsync(() -> feed(batch));
        killOne(fed);
        fed.join().forEach(line -> expected.put(line.split(" ", 2)[0], line.split(" ", 2)[1]));
      }
      awaitAll();

      System.out.printf(
          "canvas storm: seed=%d chains=%d chords=%d kills=%d leased_at_kills=%d%n",
          Seed.get(), PLAN.chains(), PLAN.chords(), PLAN.kills(), leasedAtKills);
      assertThat(values()).isEqualTo(expected);
      assertOnce(RedisLog.successes(server, site.keys()));
      assertOnce(RedisLog.sent(server, Set.of("java", "py")));
    }
  }

  private void startWorkers(RedisServer server) {
    site.write(
        "canvas_tasks.py", CanvasIT.resource("canvas_tasks.py").replace("URL", server.url()));
    String words = "-m celery -A canvas_tasks worker -Q py -P threads -c 4 -l info";
    site.program(Command.of((Celery.PYTHON + " " + words).split(" ", -1))).saying("ready.");
    for (int i = 0; i < WORKERS; i++) {
      workers.add(start());
    }
  }

  private TaskqProcess start() {
    return site.startWorker(
        "-Q", "java", "-c", "4", "--lease", "2s", "--max-deliveries", "1000", "-l", "warning");
  }

  /** Sends a part of all; answers a line of id and value for each. */
  private List<String> feed(int batch) {
    String program = "import sys\nsys.path.insert(0, '" + site.folder() + "')\n";
    String share =
        "%d %d %d"
            .formatted(
                Seed.get() * 1_000 + batch,
                PLAN.chains() / PLAN.kills(),
                PLAN.chords() / PLAN.kills());
    try {
      return Celery.run(program + CanvasIT.resource("canvas_feed.py"), share).lines().toList();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("cannot feed", e);
    }
  }

  /** While it is fed: one that may hold something, be it that all is worked off already. */
  private void killOne(CompletableFuture<?> fed) {
    await("something leased")
        .atMost(LONGEST_WAIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> leased() > 0 || fed.isDone());
    leasedAtKills += (int) leased();
    TaskqProcess victim = workers.get(random.nextInt(WORKERS));
    victim.kill9();
    workers.set(workers.indexOf(victim), start());
  }

  private long leased() {
    String key = site.keys().queue("java").leased();
    return site.redis().ask("look", client -> client.zcard(key));
  }

  private void awaitAll() {
    Set<String> waiting = new HashSet<>(expected.keySet());
    ResultStore results = new ResultStore(site.redis(), site.keys());
    await("an end of each chain and chord")
        .atMost(LONGEST_WAIT)
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              waiting.removeIf(
                  id -> results.get(id).filter(end -> end.state().isReady()).isPresent());
              return waiting.isEmpty();
            });
  }

  private Map<String, String> values() {
    ResultStore results = new ResultStore(site.redis(), site.keys());
    Map<String, String> values = new TreeMap<>();
    for (String id : expected.keySet()) {
      TaskResult end = results.get(id).orElseThrow();
      values.put(id, end.result().text());
    }
    return values;
  }

  private void assertOnce(Map<String, Integer> times) {
    assertThat(times).containsKeys(expected.keySet().toArray(String[]::new));
    assertThat(expected.keySet()).allSatisfy(id -> assertThat(times.get(id)).isEqualTo(1));
  }
}
