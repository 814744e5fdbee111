package io.taskq.process;

import static org.awaitility.Awaitility.await;

import io.taskq.testing.Command.Outcome;
import io.taskq.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Workers under work, which are killed at moments drawn from a seed, and so is Redis. Tasks are fed
 * with the kills, so that there is work to be hit until the last one.
 */
final class Storm implements AutoCloseable {

  private static final int UNREACHABLE = 69;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);

  /**
   * What is to happen.
   *
   * @param workers how many at a time
   * @param slots of each
   */
  record Plan(long seed, int tasks, int workers, int slots, int workerKills, int redisKills) {

    private List<Runnable> shuffled(Random random, Runnable workerKill, Runnable redisKill) {
      List<Runnable> kills = new ArrayList<>(Collections.nCopies(workerKills, workerKill));
      kills.addAll(Collections.nCopies(redisKills, redisKill));
      Collections.shuffle(kills, random);
      return kills;
    }
  }

  private final Plan plan;
  private final Site site;
  private final RedisServer server;
  private final Random random;
  private final Feeder feeder;
  private final List<TaskqProcess> workers = new ArrayList<>();
  private final Set<Long> fallen = new HashSet<>();
  private int hits;
  private int cutOff;

  Storm(Plan plan, Site site) {
    this.plan = plan;
    this.site = site;
    this.server = site.server();
    this.random = new Random(plan.seed());
    this.feeder = new Feeder(site.redis(), site.keys(), new Random(plan.seed()), 0.001, 0.02);
  }

  /** How many kills of workers really cut off running work. */
  int hits() {
    return hits;
  }

  /** Lets it happen, and answers what came of it when all is quiet again. */
  Checker rage() throws InterruptedException {
    for (int i = 0; i < plan.workers(); i++) {
      workers.add(start());
    }
    List<Runnable> kills = plan.shuffled(random, this::killWorker, this::killRedis);
    int share = plan.tasks() / (kills.size() + 1);
    for (Runnable kill : kills) {
      feeder.allow(share);
      startAnew();
      kill.run();
    }
    feeder.allow(plan.tasks() - share * kills.size());
    feeder.finish();
    startAnew();
    site.awaitResults(feeder.acknowledged());
    return Checker.of(
        Evidence.of(
            site,
            feeder.attempted(),
            feeder.acknowledged(),
            RedisLog.successes(server, site.keys()),
            fallen));
  }

  /**
   * What runs at a kill runs again, and so may what has ended and is not stored so far: seldom more
   * than the slots. That nothing else runs again the checker looks at one by one.
   */
  int mostDuplicates() {
    return cutOff + plan.workerKills() * plan.slots();
  }

  /** One line of figures. */
  String line(Checker account) {
    return account.line("storm", plan.seed())
        + " (bound %d) kills=%d hit_running_work=%d runs_cut_off=%d redis_kills=%d repeated=%d"
            .formatted(
                mostDuplicates(),
                plan.workerKills(),
                hits,
                cutOff,
                plan.redisKills(),
                feeder.repeated());
  }

  /** A task that kills many workers is buried, and by chance one of these might. */
  private TaskqProcess start() {
    return site.startWorker("-c", Integer.toString(plan.slots()), "--max-deliveries", "1000");
  }

  /**
   * As whoever looks after the workers would: one that finds no Redis at its start ends with 69,
   * and nothing else may end one.
   */
  private void startAnew() {
    for (int i = 0; i < workers.size(); i++) {
      if (!workers.get(i).isAlive()) {
        Outcome end = workers.get(i).end();
        if (end.exitCode() != UNREACHABLE) {
          throw new AssertionError("a worker died by itself: " + end);
        }
        workers.set(i, start());
      }
    }
  }

  private void killWorker() {
    await("a worker that runs something")
        .atMost(LONGEST_WAIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              startAnew();
              return workers.stream().anyMatch(this::isRunning);
            });
    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(30)).toNanos());
    List<TaskqProcess> busy = workers.stream().filter(this::isRunning).toList();
    TaskqProcess victim =
        busy.isEmpty() ? workers.getFirst() : busy.get(random.nextInt(busy.size()));
    victim.kill9();
    fallen.add(victim.pid());
    int runs = site.ledger().open(victim.pid()).size();
    cutOff += runs;
    hits += runs > 0 ? 1 : 0;
    workers.set(workers.indexOf(victim), start());
  }

  private boolean isRunning(TaskqProcess worker) {
    return !site.ledger().open(worker.pid()).isEmpty();
  }

  private void killRedis() {
    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(200)).toNanos());
    server.kill9();
    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(500)).toNanos());
    site.restartRedis();
  }

  @Override
  public void close() {
    feeder.close();
  }
}
