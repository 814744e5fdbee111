package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers die at any moment, as {@code kill -9} makes them. Nothing may be lost by it. */
@Timeout(240)
class KilledWorkerIT extends AtSite {

  private static final Duration RECOVERY = Duration.ofSeconds(10);

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
}
