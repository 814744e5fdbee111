package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.testing.Command.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a person sees of whole processes; what differs from run to run is replaced. */
@Timeout(120)
class LogIT extends AtSite {

  @Test
  void enqueue_prints_the_id_alone() {
    Outcome outcome = site.taskq("enqueue", "add", "--arg", "2", "--arg", "3");

    assertThat(outcome.out()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\n");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void a_redis_that_is_away_is_told_in_two_lines() {
    server.kill9();

    Outcome outcome = site.taskq("enqueue", "add");

    assertThat(outcome.exitCode()).isEqualTo(69);
    assertThat(outcome.out()).isEmpty();
    assertThat(plain(outcome.err()))
        .isEqualTo(
            """
            taskq: Redis at 127.0.0.1:PORT does not answer: connection refused
              Start it with 'taskq broker start', or name another with --broker.
            """);
  }

  @Test
  void a_worker_tells_who_it_is_and_what_becomes_of_its_tasks() {
    TaskqProcess worker = site.worker("-c", "1", "-Q", "a,b", "--hostname", "w@here");
    send("add", "1", "--arg", "2", "--arg", "3");
    send("unknown", "2");
    send("fail", "3", "--arg", "no paper", "--retries", "1");
    await().atMost(Duration.ofSeconds(20)).until(() -> worker.count("[3]  failed in") == 2);

    server.kill9();
    worker.saying("trying again");
    server.restart();
    worker.saying("Redis is back");
    worker.signal("TERM");
    Outcome outcome = worker.end();

    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(plain(outcome.err()))
        .isEqualTo(
            """
            taskq VERSION  w@here  pid N
              broker    redis://127.0.0.1:PORT/0 (TASKQ_BROKER)
              results   same, kept 1 day
              pool      threads, 1 slot
              queues    a b
              tasks     add echo fail ledger poison send_mail sleep slow_add spin (9)
            ready. Stop with Ctrl-C: running tasks finish first, a second Ctrl-C gives them back.
            TIME add[1]  received
            TIME add[1]  succeeded in N s: 5
            TIME unknown[2]  received
            TIME unknown[2]  buried: NotRegistered: unknown
            TIME fail[3]  received
            TIME fail[3]  failed in N s, retry 1 of 1 in N s: no paper
            TIME fail[3]  received
            TIME fail[3]  failed in N s: no paper
            TIME lost Redis at 127.0.0.1:PORT (REASON), trying again
            TIME Redis is back after N s
            TIME stopping: running tasks finish first
            """);
  }

  private void send(String task, String id, String... more) {
    var words = new ArrayList<>(List.of(task, "--id", id, "--queue", "a"));
    words.addAll(List.of(more));
    site.enqueue(words.toArray(String[]::new));
  }

  private String plain(String text) {
    return text.replace("127.0.0.1:" + server.port(), "127.0.0.1:PORT")
        .replaceAll("(?m)^\\d\\d:\\d\\d:\\d\\d", "TIME")
        .replaceAll("pid \\d+", "pid N")
        .replaceAll("taskq \\d+\\.\\d+\\S*", "taskq VERSION")
        .replaceAll("\\d+\\.\\d+ s\\b", "N s")
        .replaceAll("\\(.*(?=\\), trying)", "(REASON");
  }
}
