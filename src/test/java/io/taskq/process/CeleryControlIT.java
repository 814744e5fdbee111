package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.json.Json;
import io.taskq.json.JsonObject;
import io.taskq.testing.Celery;
import io.taskq.testing.Command;
import io.taskq.testing.WithCelery;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Celery's inspect, control and events on taskq's workers, and taskq's on Celery's. */
@WithCelery
@Timeout(180)
class CeleryControlIT extends AtSite {

  private static final List<String> QUESTIONS =
      List.of(
          "active",
          "active_queues",
          "clock",
          "conf",
          "memsample",
          "ping",
          "registered",
          "report",
          "reserved",
          "revoked",
          "scheduled",
          "stats");

  private static final String EACH_COMMAND =
      """
      c = app.control
      def do(what, **args):
          return c.broadcast(what, arguments=args, reply=True, timeout=10,
                             destination=['ours@here'])[0]['ours@here']
      def stats():
          return c.inspect(timeout=10, destination=['ours@here']).stats()['ours@here']
      told = {}
      told['rate'] = do('rate_limit', task_name='add', rate_limit='10/m')
      told['registered'] = c.inspect(timeout=10).registered()
      told['rate_bad'] = do('rate_limit', task_name='add', rate_limit='abc')
      told['rate_unknown'] = do('rate_limit', task_name='nosuch', rate_limit='1/s')
      told['rate_off'] = do('rate_limit', task_name='add', rate_limit=None)
      told['time'] = do('time_limit', task_name='spin', soft=None, hard=1)
      told['grow'] = do('pool_grow', n=3)
      told['grown'] = stats()['pool']['max-concurrency']
      told['shrink'] = do('pool_shrink', n=4)
      told['shrunk'] = stats()['pool']['max-concurrency']
      told['autoscale'] = do('autoscale', max=5, min=2)
      told['add'] = do('add_consumer', queue='extra')
      told['extra'] = app.send_task('add', [1, 2], queue='extra').get(timeout=20)
      told['cancel'] = do('cancel_consumer', queue='extra')
      queues = c.inspect(timeout=10).active_queues()['ours@here']
      told['queues'] = [q['name'] for q in queues]
      told['events'] = [do('enable_events'), do('enable_events'),
                        do('disable_events'), do('disable_events')]
      told['heartbeat'] = do('heartbeat')
      try:
          app.send_task('spin', headers={'taskq_max_retries': 0}).get(timeout=30)
      except Exception as e:
          told['limited'] = type(e).__name__
      told['unknown'] = do('nosuch')
      told['shutdown'] = do('shutdown')
      print(json.dumps(told))
      """;

  @Test
  void every_question_of_celery_is_answered_by_a_taskq_worker() throws Exception {
    site.worker("-n", "ours@here", "-c", "2");

    JsonObject told =
        python(
            """
            i = app.control.inspect(destination=['ours@here'], timeout=10)
            told = {}
            for what in %s + ['query_task']:
                ask = getattr(i, what)
                told[what] = ask('nosuch') if what == 'query_task' else ask()
            print(json.dumps(told))
            """
                .formatted(Json.parse(names(QUESTIONS)).text()));

    for (String what : told.members().keySet()) {
      assertThat(told.get(what).asObject().orElseThrow().members())
          .as(what)
          .containsOnlyKeys("ours@here");
      assertThat(told.get(what).text()).as(what).doesNotContain("\"error\"");
    }
  }

  @Test
  void every_command_of_celery_has_its_effect_on_a_taskq_worker() throws Exception {
    site.worker("-n", "ours@here", "-c", "2", "-l", "debug");

    JsonObject told = python(EACH_COMMAND);

    assertThat(told.get("rate").text()).contains("new rate limit set successfully");
    assertThat(told.get("registered").text()).contains("add [rate_limit=10/m]");
    assertThat(told.get("rate_bad").text()).contains("error", "Invalid rate limit string");
    assertThat(told.get("rate_unknown").text()).isEqualTo("{\"error\": \"unknown task\"}");
    assertThat(told.get("rate_off").text()).contains("rate limit disabled successfully");
    assertThat(told.get("time").text()).contains("time limits set successfully");
    assertThat(told.get("grow").text() + told.get("grown").text())
        .isEqualTo("{\"ok\": \"pool will grow\"}5");
    assertThat(told.get("shrink").text() + told.get("shrunk").text())
        .isEqualTo("{\"ok\": \"pool will shrink\"}1");
    assertQueuesAndEvents(told);
    assertThat(told.get("limited").text()).isEqualTo("\"TimeLimitExceeded\"");
    assertThat(told.get("unknown").text()).isEqualTo("{\"error\": \"KeyError('nosuch')\"}");
    assertThat(told.get("shutdown").text()).contains("shutting down");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> site.taskq("status", "-t", "0.5").exitCode() == 69);
  }

  private static void assertQueuesAndEvents(JsonObject told) {
    assertThat(told.get("autoscale").text()).contains("Autoscale not enabled");
    assertThat(told.get("add").text()).isEqualTo("{\"ok\": \"add consumer extra\"}");
    assertThat(told.get("extra").text()).isEqualTo("3");
    assertThat(told.get("cancel").text()).isEqualTo("{\"ok\": \"no longer consuming from extra\"}");
    assertThat(told.get("queues").text()).isEqualTo("[\"celery\"]");
    assertThat(told.get("events").text())
        .isEqualTo(
            "[{\"ok\": \"task events enabled\"}, {\"ok\": \"task events already enabled\"},"
                + " {\"ok\": \"task events disabled\"},"
                + " {\"ok\": \"task events already disabled\"}]");
    assertThat(told.get("heartbeat").text()).isEqualTo("null");
  }

  @Test
  void celerys_dump_shows_taskqs_events_and_taskqs_dump_shows_celerys() {
    site.worker("-n", "ours@here", "-c", "1", "-E");
    celeryWorker("-E");
    TaskqProcess theirs = site.program(celery("events", "--dump"));
    await().atMost(Duration.ofSeconds(30)).until(() -> theirs.out().contains("starting capture"));
    TaskqProcess ours = site.program(site.command("events", "--dump"));
    await().atMost(Duration.ofSeconds(30)).until(() -> ours.out().contains("py@here"));

    String here = site.enqueue("add", "--arg", "2", "--arg", "3");
    String there = site.enqueue("tasks.add", "--arg", "2", "--arg", "3", "--queue", "py");

    for (TaskqProcess dump : List.of(theirs, ours)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(dump.out())
                      .contains("task received: add(" + here + ") args=(2, 3) kwargs={}")
                      .contains("task succeeded: add(" + here + ")", "result=5")
                      .contains("task succeeded: tasks.add(" + there + ")")
                      .contains("ours@here", "py@here", "heartbeat"));
    }
  }

  @Test
  void every_question_and_command_of_taskq_is_answered_by_a_celery_worker() {
    // Celery's threads can neither grow nor shrink.
    celeryWorker("-c", "2", "-P", "prefork");

    for (String what : QUESTIONS) {
      assertThat(site.taskq("inspect", what, "--json"))
          .as(what)
          .satisfies(said -> assertThat(said.exitCode()).isZero())
          .satisfies(said -> assertThat(json(said.out()).members()).containsKey("py@here"));
    }
    assertThat(control("rate_limit", "tasks.add", "10/m")).contains("new rate limit set");
    assertThat(site.taskq("inspect", "registered").out()).contains("tasks.add [rate_limit=10/m]");
    assertThat(control("time_limit", "tasks.add", "10", "20")).contains("time limits set");
    assertThat(control("add_consumer", "extra")).contains("add consumer extra");
    assertThat(site.taskq("inspect", "active_queues").out()).contains("extra");
    assertThat(control("cancel_consumer", "extra")).contains("no longer consuming from extra");
    assertThat(control("enable_events")).contains("task events enabled");
    assertThat(control("disable_events")).contains("task events disabled");
    assertThat(control("heartbeat")).contains("done");
    assertThat(control("pool_grow", "1")).contains("py@here");
    assertThat(control("pool_shrink", "1")).contains("py@here");
    assertThat(site.taskq("control", "autoscale", "5", "2").exitCode()).isEqualTo(5);
    assertThat(control("revoke", "some-id")).contains("flagged as revoked");
    assertThat(site.taskq("inspect", "revoked").out()).contains("some-id");
    assertThat(control("terminate", "TERM", "some-id")).contains("terminate: tasks unknown");
    assertThat(site.taskq("status").out()).contains("py@here: OK", "1 node online.");
    // It is gone before it could answer.
    assertThat(site.taskq("control", "shutdown", "-t", "0.5").exitCode()).isEqualTo(69);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> site.taskq("inspect", "ping", "-t", "0.5").exitCode() == 69);
  }

  @Test
  void on_a_mixed_cluster_both_inspects_show_the_same_nodes_and_the_same_members()
      throws Exception {
    site.worker("-n", "ours1@here", "-c", "1");
    site.worker("-n", "ours2@here", "-c", "1");
    celeryWorker();
    celeryWorkerNamed("py2@here");

    JsonObject theirs =
        python(
            """
            i = app.control.inspect(timeout=3)
            print(json.dumps({what: getattr(i, what)() for what in %s}))
            """
                .formatted(Json.parse(names(QUESTIONS)).text()));

    for (String what : QUESTIONS) {
      JsonObject ours = json(site.taskq("inspect", what, "-t", "3", "--json").out());
      TreeSet<String> nodes = new TreeSet<>(ours.members().keySet());
      nodes.remove("redis");
      assertThat(nodes)
          .as(what)
          .containsExactly("ours1@here", "ours2@here", "py2@here", "py@here")
          .isEqualTo(new TreeSet<>(theirs.get(what).asObject().orElseThrow().members().keySet()));
    }
    JsonObject stats = theirs.get("stats").asObject().orElseThrow();
    assertThat(members(stats, "ours1@here")).containsAll(members(stats, "py@here"));
  }

  private static Set<String> members(JsonObject stats, String node) {
    return new TreeSet<>(stats.get(node).asObject().orElseThrow().members().keySet());
  }

  private String control(String... words) {
    Command.Outcome said =
        site.taskq(Stream.concat(Stream.of("control"), Stream.of(words)).toArray(String[]::new));
    assertThat(said.exitCode()).as(said.toString()).isZero();
    return said.out();
  }

  private void celeryWorker(String... more) {
    celeryWorkerNamed("py@here", more);
  }

  private void celeryWorkerNamed(String node, String... more) {
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
    Stream<String> words = Stream.of("-A", "tasks", "worker", "-n", node, "-Q", "py", "-l", "info");
    site.program(celery(Stream.concat(words, Stream.of(more)).toArray(String[]::new)))
        .saying("ready.");
  }

  private Command celery(String... words) {
    Stream<String> how = Stream.of(Celery.PYTHON, "-u", "-m", "celery");
    if (!words[0].equals("-A")) {
      how = Stream.concat(how, Stream.of("-b", server.url()));
    }
    return Command.of(Stream.concat(how, Stream.of(words)).toArray(String[]::new));
  }

  private static String names(List<String> words) {
    return "[\"" + String.join("\", \"", words) + "\"]";
  }

  private static JsonObject json(String text) {
    return Json.parse(text).asObject().orElseThrow();
  }

  private JsonObject python(String program) throws IOException, InterruptedException {
    String client =
        """
        import json
        from celery import Celery
        app = Celery(broker='%1$s', backend='%1$s')
        """
            .formatted(server.url());
    return json(Celery.run(client + program, ""));
  }
}
