package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.testing.Command.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers are told to stop, in all the ways there are; tasks wait for their time meanwhile. */
@Timeout(120)
class StoppedWorkerIT extends AtSite {

  @Test
  void a_task_with_an_eta_outlives_its_worker_and_runs_once_and_not_early() {
    TaskqProcess first = site.worker("-c", "2");
    Instant eta = Instant.now().plusSeconds(8);
    String ours = site.enqueue("ledger", "--arg", "0", "--eta", eta.toString());
    // Celery's way: the message lies on the list, and a worker has had it in its hands.
    String celerys = site.enqueue("ledger", "--arg", "0", "--eta", eta.toString(), "--celery-eta");
    first.saying("waits for its ETA");

    first.signal("TERM");
    assertThat(first.end().exitCode()).isZero();
    site.worker("-c", "2");

    awaitNotes("end", 2);
    assertThat(site.ledger().notes("start"))
        .extracting(Ledger.Note::id)
        .containsExactlyInAnyOrder(ours, celerys);
    long early = eta.toEpochMilli() - firstStart();
    System.out.printf("ETA across a restart: first start %d ms after its time%n", -early);
    assertThat(early).isLessThanOrEqualTo(0);
    assertThat(-early).isLessThan(5_000);
  }

  @Test
  void the_first_term_lets_running_tasks_finish_and_leaves_no_trace_of_the_node() {
    TaskqProcess worker = site.worker("-c", "1", "--hostname", "only@here");
    site.enqueueAll("drained", List.of(2.0, 0.0));
    awaitNotes("start", 1);

    worker.signal("TERM");
    Outcome outcome = worker.end();

    assertThat(outcome.exitCode()).isZero();
    assertThat(site.ledger().of("drained-0"))
        .extracting(Ledger.Note::what)
        .containsExactly("start", "end");
    assertThat(site.taskq("result", "drained-0", "--state").out()).isEqualTo("SUCCESS\n");
    assertThat(site.taskq("result", "drained-1", "--state").out()).isEqualTo("PENDING\n");
    assertThat(site.keysLike("taskq:node*")).isEmpty();
  }

  @Test
  void a_second_term_gives_running_tasks_back_uncounted() {
    endsAtOnce("TERM", 143);
  }

  @Test
  void a_second_interrupt_gives_running_tasks_back_uncounted() {
    endsAtOnce("INT", 130);
  }

  private void endsAtOnce(String signal, int exitCode) {
    TaskqProcess first = site.worker("-c", "1");
    String id = site.enqueue("ledger", "--arg", "3");
    awaitNotes("start", 1);

    first.signal(signal);
    first.saying("stopping: running tasks finish first");
    first.signal(signal);
    Outcome outcome = first.end();
    site.worker("-c", "1", "--burst").end();

    assertThat(outcome.exitCode()).isEqualTo(exitCode);
    assertThat(outcome.err()).contains("given back to its queue");
    List<Ledger.Note> notes = site.ledger().of(id);
    assertThat(notes).extracting(Ledger.Note::what).containsExactly("start", "cut", "start", "end");
    assertThat(notes).extracting(Ledger.Note::delivery).containsOnly(1);
    assertThat(site.taskq("result", id, "--state").out()).isEqualTo("SUCCESS\n");
  }

  @Test
  void a_drain_that_takes_too_long_gives_back_what_runs() {
    TaskqProcess worker = site.worker("-c", "1", "--drain-timeout", "1s");
    site.enqueue("ledger", "--arg", "30");
    awaitNotes("start", 1);

    worker.signal("TERM");
    Outcome outcome = worker.end();

    assertThat(outcome.exitCode()).isEqualTo(143);
    assertThat(site.ledger().notes("cut")).hasSize(1);
    assertThat(site.taskq("queue", "show", "celery").out()).contains("ready    1", "leased   0");
  }

  @Test
  void a_worker_stopped_the_moment_it_is_ready_leaves_as_any_other() {
    TaskqProcess worker = site.worker("-c", "1");

    worker.signal("TERM");

    assertThat(worker.end().exitCode()).isZero();
    assertThat(site.keysLike("taskq:node*")).isEmpty();
  }

  @Test
  void a_burst_ends_when_the_queue_is_empty() {
    site.enqueueAll("burst", List.of(0.0, 0.1, 0.2, 0.0, 0.1));

    Outcome outcome = site.startWorker("-c", "2", "--burst").end();

    assertThat(outcome.exitCode()).isZero();
    assertThat(site.ledger().notes("end")).hasSize(5);
  }

  private void awaitNotes(String what, int count) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> site.ledger().notes(what).size() >= count);
  }

  private long firstStart() {
    return site.ledger().notes("start").stream().mapToLong(Ledger.Note::at).min().orElseThrow();
  }
}
