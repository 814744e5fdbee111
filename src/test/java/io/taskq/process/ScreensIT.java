package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.testing.FreePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole screens of {@code bin/taskq}, as a person sees them and as a program reads them. */
@Timeout(180)
class ScreensIT extends AtSite {

  private static final String[] LOOKS = {
    "active", "scheduled", "reserved", "revoked", "active_queues", "ping"
  };

  @Test
  void inspect_shows_what_runs_waits_and_was_revoked() {
    site.worker("-c", "1", "-n", "w@here");
    site.enqueue("sleep", "--arg", "60", "--id", "long");
    site.enqueue("add", "--args", "[2, \"丁\"]", "--id", "later", "--countdown", "3600");
    await().until(() -> site.taskq("inspect", "active").out().contains("long"));
    assertThat(site.taskq("control", "revoke", "never").exitCode()).isZero();

    Transcript screens = new Transcript(site);
    for (String what : LOOKS) {
      screens.type("inspect", what);
    }
    screens.type("inspect", "task", "later");
    screens.type("inspect", "task", "nobody");
    screens.type("queue", "ls").type("list", "tasks");
    screens.matches("inspect.txt");
  }

  @Test
  void inspect_answers_programs_in_the_shapes_of_celery() {
    site.worker("-c", "1", "-n", "w@here");
    site.enqueue("add", "--args", "[2, 3]", "--id", "later", "--countdown", "3600");

    Transcript screens = new Transcript(site);
    for (String what : LOOKS) {
      screens.type("inspect", what, "--json");
    }
    screens.matches("inspect-json.txt");
  }

  @Test
  void the_dead_are_listed_told_of_and_put_back() {
    site.worker("-c", "1", "-n", "w@here");
    site.enqueue("nobody_knows", "--arg", "1", "--id", "lost");
    await().until(() -> !site.taskq("dead", "ls", "--json").out().isBlank());

    new Transcript(site)
        .type("dead", "ls")
        .type("dead", "ls", "--json")
        .type("dead", "show", "lost")
        .type("dead", "drop", "lost", "--dry-run")
        .type("dead", "drop", "lost")
        .type("dead", "ls")
        .type("dead", "show", "lost")
        .matches("dead.txt");
  }

  @Test
  void a_worker_with_a_beat_tells_its_whole_story() {
    site.write(
        "schedule.yml",
        """
        entries:
          once-a-year:
            crontab: {minute: 0, hour: 3, day_of_month: 1, month_of_year: 1}
            task: add
            args: [1, 2]
        """);
    TaskqProcess worker = site.worker("-c", "2", "-B", "-s", "schedule.yml", "-n", "w@here");
    worker.saying("this beat leads");
    assertThat(site.taskq("enqueue", "add", "--args", "[2, 3]", "--wait").out()).isEqualTo("5\n");
    worker.signal("TERM");

    new Transcript(site).add("taskq worker -c 2 -B", worker.end()).matches("worker.txt");
  }

  @Test
  void dev_says_what_to_type_next() {
    TaskqProcess dev = site.startTaskq("dev", "-c", "2").saying("this beat leads");
    dev.signal("TERM");

    new Transcript(site).add("taskq dev -c 2", dev.end()).matches("dev.txt");
  }

  @Test
  void a_local_broker_is_started_shown_and_stopped() {
    String port = Integer.toString(FreePort.find());
    site.set("TASKQ_BROKER", "");
    try {
      Transcript screens = new Transcript(site);
      screens.type("broker", "start", "--port", port);
      screens.type("broker", "start", "--port", port);
      screens.type("broker", "status").type("broker", "stop").type("broker", "stop");
      screens.type("new", "my-tasks");
      screens.matches("broker.txt");
    } finally {
      site.taskq("broker", "stop");
    }
  }
}
