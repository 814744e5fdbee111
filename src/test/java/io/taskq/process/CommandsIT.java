package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskq.testing.Command.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a new user types in an empty folder, and all that comes back. */
@Timeout(180)
class CommandsIT extends AtSite {

  @Test
  void the_settings_and_the_schedule_of_the_install_hold_in_an_empty_folder() {
    TaskqProcess worker = site.worker("-c", "1", "-B", "-n", "w@here", "-Q", "mine");
    assertThat(worker.err()).containsPattern("beat +.*config/schedule.yml, 2 entries\n");

    assertAnswer(
        """
        exit 0
        "written to outbox/STAMP-yun.eml"
        --- stderr
        """,
        "enqueue",
        "send_mail",
        "--arg",
        "yun",
        "--queue",
        "mine",
        "--wait");
    assertAnswer(
        """
        exit 0
        w@here: OK

        1 node online.
        --- stderr
        broker redis://127.0.0.1:PORT/0 (TASKQ_BROKER)
        """,
        "status");
    assertAnswer("exit 0\nok\n--- stderr\n", "health");
    worker.saying("this beat leads");
    assertAnswer("exit 0\nok\n--- stderr\n", "health", "--beat");
  }

  @Test
  void a_queue_is_filled_looked_at_and_emptied() {
    assertAnswer("exit 0\none\n--- stderr\n", "enqueue", "add", "--id", "one");
    assertAnswer(
        "exit 0\none\n--- stderr\nit was enqueued before, nothing was added\n",
        "enqueue",
        "add",
        "--id",
        "one");
    assertAnswer(
        """
        exit 0
        QUEUE   READY  DELAYED  LEASED  DEAD  OLDEST  WORKERS
        celery      1        0       0     0     0 s        0  no worker consumes it
        --- stderr
        """,
        "queue",
        "ls");
    assertAnswer("exit 0\ncelery\n--- stderr\n", "list", "queues");
    assertAnswer("exit 0\nPENDING\n--- stderr\n", "result", "one", "--state");
    assertAnswer(
        """
        exit 4
        --- stderr
        taskq: nothing was deleted: there is no way back, and --force was not given
          It would delete: 1 of celery.
        """,
        "purge");
    assertAnswer("exit 0\nQUEUE   PURGED\ncelery       1\n--- stderr\n", "purge", "-f");
    assertAnswer("exit 4\nno worker is alive\n--- stderr\n", "health");
  }

  private void assertAnswer(String expected, String... words) {
    Outcome outcome = site.taskq(words);
    String all =
        "exit %d%n%s--- stderr%n%s".formatted(outcome.exitCode(), outcome.out(), outcome.err());
    assertThat(plain(all)).as(String.join(" ", words)).isEqualTo(expected);
  }

  private String plain(String text) {
    return text.replace("127.0.0.1:" + server.port(), "127.0.0.1:PORT")
        .replaceAll("\\d{8}-\\d{6}-", "STAMP-")
        // A slow machine takes a second or two to come here.
        .replaceAll(" {5}\\d s ", "     0 s ");
  }
}
