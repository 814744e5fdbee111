package io.taskq.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskq.json.Json;
import io.taskq.json.JsonArray;
import io.taskq.json.JsonObject;
import io.taskq.testing.Celery;
import io.taskq.testing.Command;
import io.taskq.testing.Likeness;
import io.taskq.testing.RedisServer;
import io.taskq.testing.WithCelery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Celery's inspect, control and events on taskq's workers, and taskq's on Celery's: two workers of
 * each on one Redis, started once, for that takes longer than all the questions.
 */
@WithCelery
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CeleryControlIT {

  private static final List<String> QUESTIONS =
      List.of(
          "active",
          "active_queues",
          "clock",
          "conf",
          "memsample",
          "ping",
          "query_task here there nowhere",
          "registered",
          "report",
          "reserved",
          "revoked",
          "scheduled",
          "stats");

  private static final String[] NODES = {"ours1@here", "ours2@here", "py2@here", "py@here"};

  /** Members of these are data: names of tasks, ids, settings. */
  private static final Set<String> DATA = Set.of("stats.total", "query_task", "conf");

  /** In what a taskq worker's replies differ from a Celery worker's beside it, and why. */
  private static final Map<String, String> DIFFERENCES =
      Map.of(
          "active[].attempt is more", "taskq counts attempts",
          "query_task.*[].attempt is more", "as in active",
          "stats.pool.writes is missing", "of the pipes to Celery's child processes",
          "stats.pool.threads is more", "Celery's pool of threads has it",
          "stats.pool.implementation is more", "new in Celery 5.3",
          "stats.broker.credential_provider is more", "new in Celery 5.6",
          "report.ok says other words", "other software");

  @TempDir private static Path folder;
  private static RedisServer server;
  private static Site site;

  @BeforeAll
  static void start_two_workers_of_each_kind() {
    server = RedisServer.start();
    site = new Site(folder, server);
    site.write("taskq.yml", "tasks: {who: {exec: [echo, '\"taskq\"']}}\n");
    site.write("tasks.py", CanvasIT.resource("control_tasks.py").replace("URL", server.url()));
    Stream.of(
            site.startWorker("-n", "ours1@here", "-Q", "ours1", "-c", "2", "-E"),
            site.startWorker("-n", "ours2@here", "-Q", "ours2", "-c", "2"),
            // Celery's other pools can neither grow nor shrink.
            celeryWorker("py", "-P", "prefork", "-c", "2"),
            celeryWorker("py2", "-P", "solo", "-E"))
        .toList()
        .forEach(worker -> worker.saying("ready."));
  }

  @AfterAll
  static void stop() {
    site.close();
    server.close();
  }

  @Test
  @Order(1)
  void on_a_mixed_cluster_both_inspects_show_the_same_nodes_and_the_same_members()
      throws Exception {
    site.enqueue("sleep", "--arg", "300", "--queue", "ours1", "--id", "here");
    site.enqueue("tasks.nap", "--arg", "300", "--queue", "py", "--id", "there");
    site.enqueue("add", "--arg", "2", "--arg", "3", "--queue", "ours1", "--id", "sum");
    awaitStarted("here", "there", "sum");
    JsonObject theirs = python("inspect_cli.py");

    TreeSet<String> differences = new TreeSet<>();
    for (String question : QUESTIONS) {
      JsonObject seen = theirs.get(question).asObject().orElseThrow();
      assertSame(question, seen, ask(question));
      String what = question.split(" ", -1)[0];
      differences.addAll(
          Likeness.differences(what, seen.get("py@here"), seen.get("ours1@here"), DATA));
    }
    assertThat(differences).isEqualTo(new TreeSet<>(DIFFERENCES.keySet()));
    assertThat(theirs.textOf("result")).contains("5\n");
    assertThat(theirs.textOf("status").orElseThrow()).contains(NODES).contains("4 nodes online");
  }

  /** What both commands show of the same nodes; clocks may have moved in between. */
  private static void assertSame(String question, JsonObject theirs, JsonObject ours) {
    assertThat(ours.members()).as(question).containsOnlyKeys(NODES);
    assertThat(theirs.members()).as(question).containsOnlyKeys(NODES);
    assertThat(Likeness.differences(question, theirs, ours, Set.of())).isEmpty();
    assertThat(Likeness.differences(question, ours, theirs, Set.of())).isEmpty();
  }

  private static JsonObject ask(String question) {
    Stream<String> words = Stream.of(("inspect " + question + " -t 20 --json").split(" ", -1));
    Command.Outcome said = site.here(words.toArray(String[]::new));
    assertThat(said.exitCode()).as(said.toString()).isZero();
    // What waits in Redis stands among the nodes.
    return json(said.out()).with().remove("redis").build();
  }

  @Test
  @Order(2)
  void answers_come_while_all_slots_spin() {
    TaskqProcess busy = site.worker("-n", "busy@here", "-Q", "busy", "-c", "4");
    try {
      for (int slot = 0; slot < 4; slot++) {
        site.enqueue("spin", "--queue", "busy", "--id", "spin" + slot);
      }
      awaitStarted("spin0", "spin1", "spin2", "spin3");

      // They spin for ever: whoever waited for a slot would never answer.
      for (String question : QUESTIONS) {
        String words = "inspect " + question + " -d busy@here -t 10 --json";
        JsonObject said = json(site.here(words.split(" ", -1)).out());
        assertThat(said.members()).as(question).containsKey("busy@here");
      }
    } finally {
      busy.kill9();
    }
  }

  @Test
  @Order(3)
  void celerys_dump_shows_taskqs_events_and_taskqs_dump_shows_celerys() {
    TaskqProcess theirs = site.program(celery("-b", server.url(), "events", "--dump"));
    TaskqProcess ours = site.program(site.command("events", "--dump"));
    await().atMost(Duration.ofSeconds(30)).until(() -> theirs.out().contains("starting capture"));
    await().atMost(Duration.ofSeconds(30)).until(() -> ours.out().contains("py2@here"));

    String here = site.enqueue("add", "--arg", "2", "--arg", "3", "--queue", "ours1");
    String there = site.enqueue("tasks.add", "--arg", "2", "--arg", "3", "--queue", "py2");

    for (TaskqProcess dump : List.of(theirs, ours)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(dump.out())
                      .contains("task received: add(" + here + ") args=(2, 3) kwargs={}")
                      .contains("task succeeded: add(" + here + ")", "result=5")
                      .contains("task succeeded: tasks.add(" + there + ")")
                      .contains("ours1@here", "py2@here", "heartbeat"));
    }
    theirs.kill9();
    ours.kill9();
  }

  @Test
  @Order(4)
  void a_queue_moves_from_celery_to_taskq_and_back() {
    assertThat(control("add_consumer", "moving")).contains("add consumer moving");
    assertThat(whoRuns()).isEqualTo("\"celery\"\n");

    ours("add_consumer", "moving");
    control("cancel_consumer", "moving");
    awaitConsumersOf("moving", "ours1@here");
    for (int i = 0; i < 3; i++) {
      assertThat(whoRuns()).isEqualTo("\"taskq\"\n");
    }

    control("add_consumer", "moving");
    ours("cancel_consumer", "moving");
    awaitConsumersOf("moving", "py@here");
    assertThat(whoRuns()).isEqualTo("\"celery\"\n");
    // It waits in taskq's own keys, and has never run: when it is due it lies on Celery's list.
    assertThat(whoRuns("--countdown", "1")).isEqualTo("\"celery\"\n");
  }

  private static String whoRuns(String... more) {
    Stream<String> words =
        Stream.of("enqueue", "who", "--queue", "moving", "--wait", "--timeout", "30");
    return site.here(Stream.concat(words, Stream.of(more)).toArray(String[]::new)).out();
  }

  private static void ours(String deed, String queue) {
    assertThat(site.here("control", deed, queue, "-d", "ours1@here").exitCode()).isZero();
  }

  /** Both take up and leave a queue soon after they said so. */
  private static void awaitConsumersOf(String queue, String node) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                ask("active_queues").members().entrySet().stream()
                    .filter(reply -> reply.getValue().text().contains("\"" + queue + "\""))
                    .map(Map.Entry::getKey)
                    .toList()
                    .equals(List.of(node)));
  }

  @Test
  @Order(8)
  void every_command_of_celery_has_its_effect_on_a_taskq_worker() throws Exception {
    assertThat(Celery.run(client() + CanvasIT.resource("control_commands.py"), ""))
        .isEqualTo(
            """
            rate_limit | new rate limit set successfully | ["add [rate_limit=10/m]"]
            rate_limit of no rate | true
            rate_limit of no task | {"error": "unknown task"}
            rate_limit taken away | rate limit disabled successfully
            time_limit | time limits set successfully | TimeLimitExceeded: TimeLimitExceeded(1,)
            time_limit taken away | time limits set successfully
            pool_grow | pool will grow | 5
            pool_shrink | pool will shrink | 2
            pool_restart | reload started | 3
            autoscale | true
            add_consumer | add consumer extra | 3
            cancel_consumer | no longer consuming from extra | ["ours2"]
            enable_events | task events enabled | task events already enabled
            disable_events | task events disabled | task events already disabled
            heartbeat | null
            revoke | tasks gone flagged as revoked | TaskRevokedError: revoked
            terminate | terminate: long | TaskRevokedError: terminated
            revoke_by_stamped_headers | flagged as revoked | TaskRevokedError: revoked
            a command of nobody | {"error": "KeyError('nosuch')"}
            shutdown | shutting down, what runs is finished first
            """);
    awaitGone("ours2@here");
  }

  @Test
  @Order(9)
  void every_command_of_taskq_has_its_effect_on_a_celery_worker() {
    assertThat(control("rate_limit", "tasks.add", "10/m")).contains("new rate limit set");
    assertThat(look("registered")).contains("tasks.add [rate_limit=10/m]");
    assertThat(control("time_limit", "tasks.add", "10", "20")).contains("time limits set");
    assertThat(control("add_consumer", "extra")).contains("add consumer extra");
    assertThat(look("active_queues")).contains("extra");
    assertThat(control("cancel_consumer", "extra")).contains("no longer consuming from extra");
    assertThat(control("enable_events")).contains("task events enabled");
    assertThat(control("disable_events")).contains("task events disabled");
    assertThat(control("heartbeat")).contains("done");
    assertThat(control("pool_grow", "1")).contains("pool will grow");
    assertThat(look("stats")).contains("prefetch_count: 12");
    assertThat(control("pool_shrink", "1")).contains("pool will shrink");
    assertThat(control("revoke", "some-id")).contains("flagged as revoked");
    assertThat(look("revoked")).contains("some-id");
    assertThat(control("terminate", "TERM", "some-id")).contains("terminate: tasks unknown");
    assertThat(tell("autoscale", "5", "2").exitCode()).isEqualTo(5);
    assertThat(tell("pool_restart").out()).contains("Pool restarts not enabled");
    assertThat(site.here("status", "-d", "py@here").out()).contains("py@here: OK", "1 node online");
    // It is gone before it could answer.
    assertThat(tell("shutdown", "-t", "0.5").exitCode()).isEqualTo(69);
    awaitGone("py@here");
  }

  private static Command.Outcome tell(String... words) {
    return site.here(
        Stream.concat(Stream.of("control", "-d", "py@here"), Stream.of(words))
            .toArray(String[]::new));
  }

  private static String control(String... words) {
    Command.Outcome said = tell(words);
    assertThat(said.exitCode()).as(said.toString()).isZero();
    return said.out();
  }

  private static String look(String question) {
    return site.here("inspect", question, "-d", "py@here", "-t", "20").out();
  }

  private static void awaitGone(String node) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> site.here("inspect", "ping", "-d", node, "-t", "0.2").exitCode() == 69);
  }

  private static void awaitStarted(String... ids) {
    for (String id : ids) {
      String key = site.keys().result(id);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> site.redis().ask("look", c -> c.get(key)) != null);
    }
  }

  private static TaskqProcess celeryWorker(String name, String... more) {
    Stream<String> words =
        Stream.of("-A", "tasks", "worker", "-n", name + "@here", "-Q", name, "-l", "info");
    return site.program(celery(Stream.concat(words, Stream.of(more)).toArray(String[]::new)));
  }

  private static Command celery(String... words) {
    return Command.of(
        Stream.concat(Stream.of(Celery.PYTHON, "-u", "-m", "celery"), Stream.of(words))
            .toArray(String[]::new));
  }

  private static JsonObject python(String program) throws Exception {
    String questions = "QUESTIONS = " + JsonArray.ofTexts(QUESTIONS).text() + "\n";
    return json(Celery.run(client() + questions + CanvasIT.resource(program), ""));
  }

  private static String client() {
    return """
    from celery import Celery
    app = Celery(broker='%1$s', backend='%1$s')
    """
        .formatted(server.url());
  }

  private static JsonObject json(String text) {
    return Json.parse(text).asObject().orElseThrow();
  }
}
