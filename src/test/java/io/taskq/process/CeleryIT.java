package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.testing.Celery;
import io.taskq.testing.Command;
import io.taskq.testing.Command.Outcome;
import io.taskq.testing.WithCelery;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real Celery at one end and taskq at the other, each as its own process. */
@WithCelery
@Timeout(120)
class CeleryIT extends AtSite {

  @Test
  void a_celery_client_gets_what_a_taskq_worker_returns_or_throws() throws Exception {
    site.worker("-c", "2");

    assertThat(
            python(
                """
                outcome(app.send_task('add', [2, 3]))
                outcome(app.send_task('fail', ['no paper']))
                outcome(app.send_task('nobody.knows.this'))
                """))
        .containsExactly(
            "[\"value\", 5, true]",
            "[\"IllegalStateException\", \"no paper\", true]",
            "[\"NotRegistered\", \"'nobody.knows.this'\", true]");
    assertThat(dead()).isEqualTo("1");
  }

  @Test
  void retries_are_seen_from_python_as_they_happen() throws Exception {
    site.worker("-c", "2");

    assertThat(
            python(
                """
                headers = {'taskq_max_retries': 1}
                results = [app.send_task('fail', args, headers=headers)
                           for args in (['try again', 1], ['in vain'])]
                seen, end = [set(), set()], time.monotonic() + 20
                # Both at once: while one is watched to its end, the other's retry would pass by.
                while time.monotonic() < end and not all(r.ready() for r in results):
                    for result, states in zip(results, seen):
                        states.add(result.state)
                    time.sleep(0.02)
                for result, states in zip(results, seen):
                    print(json.dumps(['RETRY' in states, result.state, str(result.result)]))
                """))
        .containsExactly(
            "[true, \"SUCCESS\", \"ok after 1 failures\"]", "[true, \"FAILURE\", \"in vain\"]");
  }

  @Test
  void limits_revokes_and_terminations_are_celerys_own_exceptions() throws Exception {
    site.worker("-P", "process", "-c", "2");

    assertThat(
            python(
                """
                once = {'taskq_max_retries': 0}
                outcome(app.send_task('spin', time_limit=1), 30)
                outcome(app.send_task('ledger', [60], soft_time_limit=1, headers=once), 30)
                running = app.send_task('spin')
                while running.state != 'STARTED':
                    time.sleep(0.02)
                app.control.revoke(running.id, terminate=True, signal='SIGKILL')
                outcome(running, 30)
                later = app.send_task('ledger', [0], countdown=600)
                app.control.revoke(later.id)
                outcome(later, 30)
                print(all(later.id in ids for ids in app.control.inspect().revoked().values()))
                """))
        .containsExactly(
            "[\"TimeLimitExceeded\", \"TimeLimitExceeded(1,)\", true]",
            "[\"SoftTimeLimitExceeded\", \"SoftTimeLimitExceeded()\", true]",
            "[\"TaskRevokedError\", \"terminated\", true]",
            "[\"TaskRevokedError\", \"revoked\", true]",
            "True");
  }

  @Test
  void a_broken_message_ends_in_an_error_and_not_in_silence() throws Exception {
    site.worker("-c", "1");

    assertThat(
            python(
                """
                from kombu.utils.json import dumps
                message = {'body': 'no base64!', 'content-encoding': 'utf-8',
                    'content-type': 'application/json',
                    'headers': {'lang': 'py', 'task': 'add', 'id': 'broken-1'},
                    'properties': {'body_encoding': 'base64', 'delivery_tag': 't',
                        'delivery_info': {'exchange': '', 'routing_key': 'celery'}}}
                import redis
                redis.Redis.from_url(app.conf.broker_url).lpush('celery', dumps(message))
                outcome(AsyncResult('broken-1', app=app))
                """))
        .singleElement()
        .asString()
        .doesNotContain("TimeoutError")
        .doesNotContain("value")
        .endsWith("true]");
    assertThat(dead()).isEqualTo("1");
  }

  @Test
  void a_task_that_kills_four_workers_is_buried_and_python_is_told() throws Exception {
    String id = site.enqueue("poison");
    for (int death = 1; death <= 4; death++) {
      // A short lease, so that each death is noticed after two seconds and not after six.
      assertThat(site.startWorker("-c", "1", "--lease", "2s").end().exitCode()).isEqualTo(137);
    }
    site.worker("-c", "1", "--lease", "2s");

    assertThat(python("outcome(AsyncResult('%s', app=app))".formatted(id)))
        .singleElement()
        .asString()
        .startsWith("[\"WorkerLostError\", \"handed out 4 times")
        .endsWith("true]");
    assertThat(site.ledger().of(id)).extracting(Ledger.Note::delivery).containsExactly(1, 2, 3, 4);
    assertThat(dead()).isEqualTo("1");
  }

  @Test
  void a_celery_worker_runs_what_taskq_enqueues_now_and_later() {
    site.write(
        "tasks.py",
        """
        from celery import Celery
        app = Celery('tasks', broker='%1$s', backend='%1$s')

        @app.task(name='tasks.add')
        def add(x, y):
            return x + y
        """
            .formatted(server.url()));
    site.program(
            Command.of(
                Celery.PYTHON,
                "-m",
                "celery",
                "-A",
                "tasks",
                "worker",
                "-Q",
                "py",
                "-P",
                "solo",
                "-l",
                "info"))
        .saying("ready.");
    site.worker("-c", "1", "-Q", "other");

    Outcome now = taskqAdd("--wait", "--timeout", "20");
    Outcome later = taskqAdd("--countdown", "2", "--wait", "--timeout", "20");

    assertThat(now).extracting(Outcome::out, Outcome::exitCode).containsExactly("5\n", 0);
    assertThat(later).extracting(Outcome::out, Outcome::exitCode).containsExactly("5\n", 0);
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(site.keysLike("taskq:{py}:m")).isEmpty());
  }

  private Outcome taskqAdd(String... more) {
    Stream<String> words =
        Stream.of("enqueue", "tasks.add", "--arg", "2", "--arg", "3", "--queue", "py");
    return site.taskq(Stream.concat(words, Stream.of(more)).toArray(String[]::new));
  }

  /** How many dead letters {@code queue show} counts. */
  private String dead() {
    return site.taskq("queue", "show", "celery")
        .out()
        .lines()
        .filter(line -> line.strip().startsWith("dead"))
        .map(line -> line.strip().substring(4).strip())
        .findFirst()
        .orElse("not said");
  }

  private Stream<String> python(String program) throws IOException, InterruptedException {
    // What every Python program begins with that uses taskq's workers.
    String client =
        """
        import json, time
        from celery import Celery
        from celery.result import AsyncResult
        app = Celery(broker='%1$s', backend='%1$s')

        def outcome(result, patience=5):
            begun = time.monotonic()
            try:
                said = ['value', result.get(timeout=patience)]
            except Exception as e:
                said = [type(e).__name__, str(e)]
            print(json.dumps(said + [time.monotonic() - begun < patience]))
        """
            .formatted(server.url());
    return Celery.run(client + program, "").lines();
  }
}
