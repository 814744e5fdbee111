package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.testing.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A task that ends the JVM it runs in takes a worker with it each time, and its neighbours. */
@Timeout(400)
class PoisonIT {

  private static final int LIMIT = 4;

  @TempDir private Path folder;
  private RedisServer server;
  private Site site;
  private final List<TaskqProcess> workers = new ArrayList<>();

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
  void what_kills_its_worker_is_buried_and_all_its_neighbours_end_well() {
    // First in line, so that its neighbours are lost with it from the first time on.
    String poison = site.enqueue("poison", "--id", "poison-1");
    // Longer than the pauses between its deliveries, so that it comes back while they run.
    Set<String> ids = new HashSet<>(site.enqueueAll("long", List.of(9.0, 9.0, 9.0)));
    ids.addAll(site.enqueueAll("short", IntStream.range(0, 40).mapToObj(i -> 0.05).toList()));
    IntStream.range(0, 2).forEach(i -> workers.add(start()));

    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> supervised() && isBuried() && Checker.waitingFor(site, ids) == 0);

    assertThat(site.ledger().of(poison))
        .extracting(Ledger.Note::delivery)
        .containsExactly(1, 2, 3, 4);
    Set<String> attempted = new HashSet<>(ids);
    attempted.add(poison);
    Checker account = Checker.of(site, attempted, ids, Map.of());
    System.out.println(account.line("a task that ends its JVM", 0));
    assertThat(account.lost()).isEmpty();
    assertThat(account.unexpected()).isEmpty();
    assertThat(account.acceptedTwice()).isEmpty();
    assertThat(site.taskq("dead", "ls", "-q", "--json").out())
        .contains("poison-1")
        .doesNotContain("long", "short");
    String shown = site.taskq("dead", "show", "poison-1").out();
    assertThat(shown.lines().filter(line -> line.contains("lost: the worker died"))).hasSize(LIMIT);
    assertThat(shown).contains("no worker lived to end it", "handed out 5 times", "buried (after");
    assertThat(site.taskq("result", poison).exitCode()).isEqualTo(5);
    assertThat(workers.stream().filter(TaskqProcess::isAlive)).hasSize(2);
  }

  private TaskqProcess start() {
    return site.startWorker("-c", "4", "--lease", "2s", "-l", "info");
  }

  /** What a supervisor does: starts anew what has died. */
  private boolean supervised() {
    workers.replaceAll(worker -> worker.isAlive() ? worker : start());
    return true;
  }

  private boolean isBuried() {
    return site.redis().ask("look", client -> client.zcard(site.keys().queue("celery").dead())) > 0;
  }
}
