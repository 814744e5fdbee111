package io.taskq.process;

import static org.awaitility.Awaitility.await;

import io.taskq.redis.RedisConnection;
import io.taskq.redis.Subscription;
import io.taskq.testing.Command.Outcome;
import io.taskq.testing.FaultProxy;
import io.taskq.testing.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One small trial of each fault: the shortest course of events that shows whether it is survived.
 * Each is passed by taskq as it is, and failed by one with the right fault planted in a script.
 */
final class Trials implements AutoCloseable {

  private static final Duration RIGHT_TIME = Duration.ofSeconds(60);

  /** Long enough for a lease of two seconds to pass on; what comes no more is lost. */
  private static final Duration WRONG_TIME = Duration.ofSeconds(12);

  private final RedisServer server = RedisServer.startDurable(RedisLog.KEPT_WHOLE);
  private final FaultProxy proxy = FaultProxy.before(server);
  private final Site site;
  private final Duration patience;

  /** Trials of taskq as it is, or with these faults in it. */
  Trials(Path folder, List<PlantedFault> planted) {
    this.site = new Site(folder, server);
    Path spoilt = folder.resolve("planted");
    planted.forEach(fault -> fault.writeBelow(spoilt));
    if (!planted.isEmpty()) {
      site.addJavaOptions("-Xbootclasspath/a:" + spoilt);
    }
    this.patience = planted.isEmpty() ? RIGHT_TIME : WRONG_TIME;
  }

  Site site() {
    return site;
  }

  /** A worker freezes until others have its tasks, and wakes when its own runs are at their end. */
  Checker freeze() throws InterruptedException {
    TaskqProcess frozen = worker();
    Set<String> ids = site.enqueueAll("frozen", Collections.nCopies(4, 3.0));
    awaitOpen(frozen, 4);
    try (RedisConnection connection = site.redis().dedicated()) {
      Subscription results = connection.subscribePatterns(site.keys().result("*"));
      frozen.signal("STOP");
      TaskqProcess other = worker();
      awaitOpen(other, 4);
      frozen.signal("CONT");
      awaitResults(ids);
      return account(ids, ids, Checker.published(results), Set.of(frozen.pid()));
    }
  }

  /** A worker is killed while it runs something, and another one comes. */
  Checker kill() {
    TaskqProcess killed = worker();
    Set<String> ids = site.enqueueAll("killed", Collections.nCopies(4, 4.0));
    awaitOpen(killed, 4);
    // At once, so that nothing has ended by then.
    killed.kill9();
    worker();
    awaitResults(ids);
    return account(ids, ids, Map.of(), Set.of(killed.pid()));
  }

  /** The replies to some claims are lost. */
  Checker loseClaims() {
    proxy.lose((script, nth) -> script.equals("claim") && nth % 3 == 0);
    site.set("TASKQ_BROKER", proxy.url());
    worker();
    Set<String> ids = site.enqueueAll("unheard", Collections.nCopies(60, 0.1));
    awaitResults(ids);
    System.out.println("replies lost: " + proxy.lost());
    return account(ids, ids, Map.of(), Set.of());
  }

  /** The reply to an enqueuing is lost, and the line that is named is repeated. */
  Checker loseEnqueue() {
    proxy.lose((script, nth) -> script.equals("enqueue_now") && nth == 1);
    site.set("TASKQ_BROKER", proxy.url());
    Outcome lost = site.taskq("enqueue", "ledger", "--arg", "0");
    String line = lost.err().substring(lost.err().indexOf(": taskq ") + 2).strip();
    String id = site.shell(line).out().strip();
    worker();
    Set<String> ids = new HashSet<>(List.of(id));
    awaitResults(ids);
    await("the queue to be empty")
        .atMost(patience)
        .until(() -> site.taskq("queue", "show", "celery").out().contains("ready    0"));
    return account(ids, ids, Map.of(), Set.of());
  }

  private TaskqProcess worker() {
    return site.worker("-c", "4", "--lease", "2s");
  }

  private void awaitOpen(TaskqProcess worker, int runs) {
    await()
        .atMost(RIGHT_TIME)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> site.ledger().open(worker.pid()).size() == runs);
  }

  private void awaitResults(Set<String> ids) {
    try {
      await().atMost(patience).until(() -> Checker.waitingFor(site, ids) == 0);
    } catch (ConditionTimeoutException e) {
      // The account tells what is missing.
      return;
    }
  }

  private Checker account(
      Set<String> attempted,
      Set<String> acknowledged,
      Map<String, Integer> published,
      Set<Long> fallen) {
    Map<String, Integer> successes = new HashMap<>(published);
    RedisLog.successes(server, site.keys())
        .forEach((id, times) -> successes.merge(id, times, Math::max));
    return Checker.of(Evidence.of(site, attempted, acknowledged, successes, fallen));
  }

  @Override
  public void close() {
    site.close();
    proxy.close();
    server.close();
  }
}
