package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.taskq.testing.Command.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Task ids belong to the client, which may choose them badly. Nothing is mixed up by it. */
@Timeout(120)
class IdentityIT extends AtSite {

  private static final String STRANGE = "order 7 – 云海 \"x\" a|b=c";

  @Test
  void two_messages_with_one_id_both_run_to_their_own_end() {
    // As a Celery client would: taskq's own enqueue knows the id for ten minutes.
    put("twin", "first", 1);
    put("twin", "second", 1);
    TaskqProcess worker = site.worker("-c", "2");

    awaitEnds(2);

    assertThat(site.ledger().notes("end"))
        .extracting(Ledger.Note::label)
        .containsExactlyInAnyOrder("first", "second");
    assertThat(site.ledger().notes("end")).extracting(Ledger.Note::fence).doesNotHaveDuplicates();
    assertSettled(worker, "twin", 2);
  }

  @Test
  void an_id_used_again_while_it_runs_is_a_task_of_its_own_even_after_a_kill() {
    TaskqProcess first = site.worker("-c", "1", "--lease", "2s");
    put("again", "first", 2);
    await().atMost(Duration.ofSeconds(30)).until(() -> site.ledger().notes("start").size() == 1);
    put("again", "second", 0);
    first.kill9();

    TaskqProcess worker = site.worker("-c", "2", "--lease", "2s");
    awaitEnds(2);

    assertThat(site.ledger().notes("end"))
        .extracting(Ledger.Note::label, Ledger.Note::delivery)
        .containsExactlyInAnyOrder(tuple("first", 2), tuple("second", 1));
    assertSettled(worker, "again", 2);
  }

  @Test
  void ids_with_blanks_and_any_letters_stay_what_they_are() {
    TaskqProcess worker = site.worker("-c", "2");

    String now = site.enqueue("ledger", "--arg", "3", "--id", STRANGE);
    String later =
        site.enqueue("ledger", "--arg", "0", "--id", STRANGE + " later", "--countdown", "1");
    Outcome repeated = site.taskq("enqueue", "ledger", "--arg", "0", "--id", STRANGE);
    awaitEnds(2);

    assertThat(List.of(now, later)).containsExactly(STRANGE, STRANGE + " later");
    assertThat(repeated.out()).isEqualTo(STRANGE + "\n");
    assertThat(repeated.err()).contains("it was enqueued before, nothing was added");
    assertThat(site.ledger().notes("end"))
        .extracting(Ledger.Note::id)
        .containsExactlyInAnyOrder(STRANGE, STRANGE + " later");
    assertSettled(worker, STRANGE, 1);
    assertThat(site.taskq("inspect", "task", STRANGE).exitCode()).isZero();
  }

  @Test
  void a_second_worker_of_one_name_is_refused() {
    site.worker("--hostname", "twin@here");

    Outcome second = site.startWorker("--hostname", "twin@here").end();

    assertThat(second.exitCode()).isEqualTo(4);
    assertThat(second.err().lines()).hasSize(2);
    assertThat(second.err())
        .startsWith("taskq: cannot start as twin@here: ")
        .contains("--hostname");
  }

  /** Puts a message on the list as any client may, whatever its id. */
  private void put(String id, String label, int seconds) {
    String body = "[[%d, \"%s\"], {}, {}]".formatted(seconds, label);
    String message =
        """
        {"body": "%s", "content-encoding": "utf-8", "content-type": "application/json",
         "headers": {"lang": "py", "task": "ledger", "id": "%s", "retries": 0},
         "properties": {"correlation_id": "%s", "delivery_mode": 2, "priority": 0,
          "delivery_info": {"exchange": "", "routing_key": "celery"},
          "body_encoding": "utf-8", "delivery_tag": "%s"}}
        """
            .formatted(body.replace("\"", "\\\""), id, id, label);
    site.redis().ask("put", client -> client.lpush("celery", message));
  }

  private void awaitEnds(int runs) {
    await().atMost(Duration.ofSeconds(30)).until(() -> site.ledger().notes("end").size() >= runs);
  }

  /** Nothing of it lies anywhere any more but its result, and every end was accepted. */
  private void assertSettled(TaskqProcess worker, String id, int ends) {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              assertThat(site.taskq("result", id, "--state").out()).isEqualTo("SUCCESS\n");
              assertThat(site.keysLike("taskq:{celery}:[mhidr]*"))
                  .allMatch(key -> key.endsWith(":rs") || key.contains(":idem:"));
            });
    assertThat(worker.count("succeeded in")).isGreaterThanOrEqualTo(ends);
  }
}
